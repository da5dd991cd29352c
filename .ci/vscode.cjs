// A person at VS Code, for `.ci/vscode`. The last line that it prints says what was shown.
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");
const { chromium } = createRequire(path.join(process.cwd(), "package.json"))("playwright-core");

const { ADDRESS, DESK, SCREENSHOTS } = process.env;
const text = (name) => fs.readFileSync(path.join(DESK, name), "utf8");

async function until(what, test, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((done) => setTimeout(done, 250))) {
    if (await test()) return;
  }
  throw new Error(`waited in vain: ${what}`);
}

(async () => {
  const launch = () => chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  // On a machine that is short of everything Chromium may crash as it starts.
  const browser = await launch().catch(launch);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(45_000);
  const look = (name) => page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  try {
    await page.goto(`${ADDRESS}/?folder=${encodeURIComponent(DESK)}`);
    await page.locator(".monaco-workbench").waitFor();

    const palette = async (words) => {
      await page.keyboard.press("F1");
      await page.locator(".quick-input-widget input").first().fill(`>${words}`);
      await page.locator(".quick-input-list .monaco-list-row", { hasText: words }).first().waitFor();
      await page.keyboard.press("Enter");
    };
    const open = async (name) => {
      await page.keyboard.press("Control+P");
      await page.locator(".quick-input-widget input").first().fill(name);
      await page.locator(".quick-input-list .monaco-list-row", { hasText: path.basename(name) }).first().waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".tab.active", { hasText: path.basename(name) }).waitFor();
    };
    const problem = (code) => page.locator(".markers-panel .monaco-list-row", { has: page.locator(".marker-code", { hasText: code }) });
    /** How many characters are selected, and where the cursor is. */
    const status = () => page.locator("#status\\.editor\\.selection").innerText();
    const choose = async (title) => {
      const action = page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
      await page.keyboard.press("Control+1");
      await until(`the action ${title}`, async () => {
        if (await action.isVisible()) return true;
        await page.keyboard.press("Control+Period");
        await action.waitFor({ timeout: 3000 }).catch(() => {});
        return action.isVisible();
      });
      await look(title.startsWith("Write") ? "quick-fix" : "accept");
      await action.click();
    };

    await open("draft.md");
    await palette("Problems: Focus on Problems View");
    await problem("changed-number").waitFor();
    await problem("changed-words").waitFor();
    const told = await problem("changed-number").innerText();
    assert.match(told, /104/);
    assert.match(told, /14/);
    await look("problems");

    // At the right words, after an emoji of two UTF-16 units: three characters are selected, and they are the number.
    await problem("changed-number").dblclick();
    await until("the words are selected", async () => /\(3 selected\)/.test(await status()));
    assert.match(await status(), /Ln 3, Col 3[0-9]/);
    await page.keyboard.press("Control+C");

    await choose("Write “14”");
    await until("the finding is gone", async () => (await problem("changed-number").count()) === 0);
    await page.keyboard.press("Control+S");
    await until("the draft is saved", () => text("draft.md").includes("lost 14 ships in the strait this winter"));

    // The other wording is right, too: it goes into the rules file, whose comments stay.
    await palette("Problems: Focus on Problems View");
    await problem("changed-words").dblclick();
    await until("the words are selected", async () => /\(8 selected\)/.test(await status()));
    await choose("Accept “overlook” as right");
    await until("the wording is accepted", async () => (await problem("changed-words").count()) === 0);
    await palette("File: Save All Files");
    await until("the rules file is saved", () => text("rules/harbour.toml").includes("accepted = ["));
    const rules = text("rules/harbour.toml");
    assert.match(rules, /^# Remarks on the harbour\./);
    assert.match(rules, /one of them\." # as broadcast/);
    assert.match(rules, /accepted = \["We have lost 14 ships in the strait this winter, and we shall not overlook one of them\."\]/);

    // A mistake in the rules file, while it is typed.
    await open("harbour.toml");
    await page.locator(".monaco-editor .view-line", { hasText: "accepted" }).click();
    await until("the cursor is at the end", async () => {
      await page.keyboard.press("Control+End");
      return /Ln 7/.test(await status());
    });
    await page.keyboard.type("speeker = 1\n");
    await palette("Problems: Focus on Problems View");
    const mistake = problem("invalid-rules").filter({ hasText: "speaker" });
    await mistake.waitFor();
    assert.match(await mistake.innerText(), /speeker/);
    await look("rules");

    console.log(
      ".ci/vscode: VS Code shows the misquotes at their words, the quick fix restores the record, a wording is accepted " +
        "into the rules file, and a mistake in it is shown",
    );
  } catch (error) {
    await look("failure");
    throw error;
  } finally {
    await browser.close();
  }
})().catch((error) => { console.error(error); process.exit(1); });
