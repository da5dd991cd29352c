// Starts `misquote lsp` and speaks with it. All that is known of quotations is in the program; this hands over drafts,
// rules files and settings.

import { homedir } from "node:os";
import { join } from "node:path";

import { commands, type ExtensionContext, window, workspace } from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

/** What drafts are written in, as VS Code and the usual extensions call it. */
const LANGUAGES = [
  "plaintext", "markdown", "quarto", "html", "latex", "tex", "restructuredtext", "asciidoc", "srt", "vtt", "json", "jsonl",
];

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("misquote.restart", restart),
    commands.registerCommand("misquote.showOutput", () => client?.outputChannel.show()),
    workspace.onDidChangeConfiguration((event) => {
      const counts = ["path", "config", "rules", "profile", "outsideMarks", "arguments"];
      if (counts.some((key) => event.affectsConfiguration(`misquote.${key}`))) void restart();
    }),
    workspace.onDidGrantWorkspaceTrust(restart),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

async function start(): Promise<void> {
  const server: ServerOptions = { command: expanded(setting("path", "misquote")), args: ["lsp", ...options()], options: { cwd: folder() } };
  const files = (language: string) => [{ scheme: "file", language }, { scheme: "untitled", language }];
  const settings: LanguageClientOptions = {
    // A file of TOML has a language of its own only where another extension brings one.
    documentSelector: [...LANGUAGES.flatMap(files), { scheme: "file", pattern: "**/*.toml" }],
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: true },
  };
  client = new LanguageClient("misquote", "misquote", server, settings);
  try {
    await client.start();
  } catch (error) {
    const choice = await window.showErrorMessage(
      `\`${server.command} lsp\` does not start: ${error instanceof Error ? error.message : error}. Is misquote installed? ` +
        "`pip install misquote` and `cargo install misquote` bring it; `misquote.path` says where it is.",
      "Open the setting",
    );
    if (choice) await commands.executeCommand("workbench.action.openSettings", "misquote.path");
  }
}

function setting<T>(key: string, otherwise: T): T {
  return workspace.getConfiguration("misquote").get<T>(key) ?? otherwise;
}

/** The settings as options of the program. */
function options(): string[] {
  const config = setting("config", "");
  const profile = setting("profile", "");
  return [
    ...(config ? ["--config", expanded(config)] : []),
    ...setting<string[]>("rules", []).flatMap((glob) => ["--rules", expanded(glob)]),
    ...(profile ? ["--profile", profile] : []),
    ...(setting("outsideMarks", false) ? ["--outside-marks"] : []),
    ...setting<string[]>("arguments", []),
  ];
}

/** The folder that is open, from which relative paths count. */
function folder(): string | undefined {
  return workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath;
}

function expanded(path: string): string {
  const home = path === "~" || path.startsWith("~/") ? join(homedir(), path.slice(1)) : path;
  return home.replaceAll("${workspaceFolder}", folder() ?? ".");
}
