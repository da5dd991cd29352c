use super::*;

fn names(text: &str) -> Vec<String> {
    Source::new(TextFile::new("a.txt", text)).names().map(str::to_owned).collect()
}

#[test]
fn labels_are_names_before_a_colon_at_the_start_of_a_line() {
    let text = "MINUTES\n\nCHAIR: Good evening.\n\nMRS. VANE: Thank you: it is late.\nAnd cold.\n\n\
                PETER HOLM (standing): No.\nNote: he left.\nVan der Berg: Yes.\nThe reason is plain: we wait.\n\
                http://example.org\nQ: Why?\n";
    assert_eq!(names(text), ["Chair", "Mrs. Vane", "Peter Holm", "Van der Berg", "Q"]);
}
