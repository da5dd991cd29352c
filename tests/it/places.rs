//! One finding stands at one place, whichever output tells of it: each unit of columns is worked out here from the bytes
//! that JSON gives, and must be what the other formats say.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

const RULES: &str = "[[quote]]\nid = \"ships\"\nspeaker = \"Ada Brenner\"\ntext = \"We have lost 14 ships in the strait this winter, and we shall not forget one of them.\"\n";

/// Drafts in which something that counts differently in different units stands before the words, and the words are
/// wrong in several ways.
fn drafts() -> Vec<(&'static str, String)> {
    let said = "“We have lost 104 ships in the strait this winter, and we shall forget one of them,” Ada Brenner said.";
    let before =
        ["", "😀 ", "e\u{301}e\u{301} ", "a\t\tb ", "𝔘𝔫𝔦 — ", "日本語 ", "\u{202b}עברית\u{202c} ", "👩‍👩‍👧‍👦 "];
    let ends = ["\n", "\r\n", "\r"];
    let mut drafts = Vec::new();
    for (number, before) in before.iter().enumerate() {
        let end = ends[number % ends.len()];
        let text = format!("First.{end}{end}{before}{said}{end}{end}A “{end}");
        drafts.push(("draft.md", text.clone()));
        drafts.push(("draft.txt", format!("\u{feff}{text}")));
        drafts.push((
            "draft.html",
            format!(
                "<p>First.</p>{end}<p>{before}{}</p>{end}",
                said.replace("104", "1<b>0</b>4").replace('—', "&mdash;")
            ),
        ));
    }
    drafts
}

fn output(folder: &std::path::Path, draft: &str, format: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_misquote"))
        .args(["check", draft, "--rules", "rules.toml", "--quiet", "--format", format])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    assert_eq!(
        output.status.code(),
        Some(1),
        "{draft}: {:?} {output:?}",
        fs::read_to_string(folder.join(draft))
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Line, column in characters, column in bytes, from 1, of a byte of the file: written down once more, slowly.
fn place(text: &str, at: usize) -> [usize; 3] {
    let text = text.strip_prefix('\u{feff}').map_or((text, at), |rest| (rest, at - 3));
    let (mut line, mut start, (text, at)) = (1, 0, text);
    let bytes = text.as_bytes();
    for i in 0..at {
        if bytes[i] == b'\n' || bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n') {
            (line, start) = (line + 1, i + 1);
        }
    }
    [line, text[start..at].chars().count() + 1, at - start + 1]
}

#[test]
fn a_finding_has_one_place_in_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("rules.toml"), RULES).expect("a file");
    let json = |text: &str| -> Value { serde_json::from_str(text).expect("JSON") };
    let mut seen = 0;
    for (name, text) in drafts() {
        fs::write(folder.path().join(name), &text).expect("a file");
        let run = |format: &str| output(folder.path(), name, format);
        let findings = json(&run("json"))["findings"].as_array().expect("findings").clone();
        let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
        let places: Vec<([usize; 3], [usize; 3])> = findings
            .iter()
            .map(|finding| {
                let span = &finding["span"];
                let (from, to) = (place(&text, number(&span["start"])), place(&text, number(&span["end"])));
                assert_eq!([number(&span["line"]), number(&span["column"])], from[..2], "{name}: {text:?}");
                assert_eq!(
                    [number(&span["end_line"]), number(&span["end_column"])],
                    to[..2],
                    "{name}: {text:?}"
                );
                (from, to)
            })
            .collect();
        assert!(places.len() >= 2, "{name}: {text:?}");
        seen += places.len();
        let codes: Vec<&str> = findings.iter().map(|f| f["check"].as_str().expect("a code")).collect();

        let short: Vec<String> =
            run("short").lines().map(|line| line.split(": ").next().expect("a place").to_owned()).collect();
        let want = |f: fn(&([usize; 3], [usize; 3])) -> String| places.iter().map(f).collect::<Vec<_>>();
        assert_eq!(
            short,
            want(|(from, _)| format!("{}:{}", from[0], from[1]))
                .iter()
                .map(|p| format!("{name}:{p}"))
                .collect::<Vec<_>>()
        );

        let sarif = json(&run("sarif"));
        let results = sarif["runs"][0]["results"].as_array().expect("results").clone();
        let region = |result: &Value| {
            let region = &result["locations"][0]["physicalLocation"]["region"];
            ["startLine", "startColumn", "endLine", "endColumn"].map(|key| number(&region[key]))
        };
        let regions: Vec<[usize; 4]> = results.iter().map(region).collect();
        assert_eq!(regions, places.iter().map(|(a, b)| [a[0], a[1], b[0], b[1]]).collect::<Vec<_>>());

        let rdjson = json(&run("rdjson"));
        let range = |diagnostic: &Value| {
            let range = &diagnostic["location"]["range"];
            ["start", "end"].map(|end| [number(&range[end]["line"]), number(&range[end]["column"])])
        };
        let ranges: Vec<_> =
            rdjson["diagnostics"].as_array().expect("diagnostics").iter().map(range).collect();
        assert_eq!(ranges, places.iter().map(|(a, b)| [[a[0], a[2]], [b[0], b[2]]]).collect::<Vec<_>>());

        let gitlab = json(&run("gitlab"));
        let lines: Vec<usize> = gitlab
            .as_array()
            .expect("issues")
            .iter()
            .map(|i| number(&i["location"]["lines"]["begin"]))
            .collect();
        assert_eq!(lines, places.iter().map(|(from, _)| from[0]).collect::<Vec<_>>());

        for ((from, _), code) in places.iter().zip(&codes) {
            let github = format!("line={},endLine=", from[0]);
            assert!(run("github").lines().any(|l| l.contains(&github) && l.contains(code)), "{code}");
            let checkstyle = format!("<error line=\"{}\" column=\"{}\"", from[0], from[1]);
            assert!(
                run("checkstyle").lines().any(|l| l.starts_with(&checkstyle) && l.contains(code)),
                "{code}"
            );
            let junit = format!("name=\"{code} at {}:{}\"", from[0], from[1]);
            assert!(run("junit").contains(&junit), "{code}");
            let html = format!("{name}:{}:", from[0]);
            assert!(run("html").contains(&html), "{code}");
        }
    }
    assert!(seen > 40, "only {seen} findings were looked at");
}
