//! Quotation marks and line breaks as newsrooms set them.

/// Which marks a paper uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// `"…"`, with `'…'` inside and straight apostrophes.
    Straight,
    /// `“…”`, with `‘…’` inside.
    Curly,
    /// `‘…’`, with `“…”` inside: the British way.
    Single,
}

impl Marks {
    pub const ALL: [Self; 3] = [Self::Straight, Self::Curly, Self::Single];

    pub fn name(self) -> &'static str {
        match self {
            Self::Straight => "straight",
            Self::Curly => "curly",
            Self::Single => "single",
        }
    }

    /// The outer pair.
    pub fn outer(self) -> [char; 2] {
        match self {
            Self::Straight => ['"', '"'],
            Self::Curly => ['“', '”'],
            Self::Single => ['‘', '’'],
        }
    }

    fn inner(self) -> [char; 2] {
        match self {
            Self::Straight => ['\'', '\''],
            Self::Curly => ['‘', '’'],
            Self::Single => ['“', '”'],
        }
    }

    fn apostrophe(self) -> char {
        if self == Self::Straight { '\'' } else { '’' }
    }

    /// `text` as it stands inside this style's outer marks. Marks of its own become inner ones when they open and close
    /// like marks, and are dropped when they do not pair: a paper would not print them either.
    pub fn inside(self, text: &str) -> String {
        let chars: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
        let mut roles = roles(&chars);
        pair_up(&chars, &mut roles);
        let [open, close] = self.inner();
        chars
            .iter()
            .zip(&roles)
            .filter_map(|(&c, role)| match role {
                Role::Other => Some(c),
                Role::Apostrophe => Some(self.apostrophe()),
                Role::Opens => Some(open),
                Role::Closes => Some(close),
                Role::Stray => None,
            })
            .collect()
    }
}

/// What a character is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Other,
    Apostrophe,
    Opens,
    Closes,
    Stray,
}

fn roles(chars: &[char]) -> Vec<Role> {
    let at = |i: Option<usize>| i.and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    let role = |(i, &c): (usize, &char)| {
        let (before, after) = (at(i.checked_sub(1)), at(Some(i + 1)));
        let opens = !before.is_alphanumeric() && !".,!?;:…".contains(before) && !after.is_whitespace();
        let closes = !before.is_whitespace() && !after.is_alphanumeric();
        match c {
            '"' | '“' | '”' | '«' | '»' if opens => Role::Opens,
            '"' | '“' | '”' | '«' | '»' if closes => Role::Closes,
            '"' | '“' | '”' | '«' | '»' => Role::Stray,
            '‘' | '\'' | '`' if opens && after.is_uppercase() => Role::Opens,
            '\'' | '’' if closes && ".,!?;:…".contains(before) => Role::Closes,
            '\'' | '’' | '‘' | '`' => Role::Apostrophe,
            _ => Role::Other,
        }
    };
    chars.iter().enumerate().map(role).collect()
}

/// Keeps `Opens … Closes` pairs; of the rest, double marks are strays and single ones apostrophes.
fn pair_up(chars: &[char], roles: &mut [Role]) {
    let mut open: Option<usize> = None;
    let lonely =
        |c: char| if matches!(c, '\'' | '’' | '‘' | '`') { Role::Apostrophe } else { Role::Stray };
    for i in 0..roles.len() {
        match (roles[i], open) {
            (Role::Opens, None) => open = Some(i),
            (Role::Closes, Some(_)) => open = None,
            (Role::Opens | Role::Closes, _) => roles[i] = lonely(chars[i]),
            _ => {}
        }
    }
    if let Some(i) = open {
        roles[i] = lonely(chars[i]);
    }
}

/// Breaks the lines of `text` at spaces, so that none is longer than `width` characters where a space allows it.
/// Spaces become line breaks, so that no byte moves.
pub fn wrap(text: &str, width: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let (mut column, mut space) = (0, None);
    for (at, c) in text.char_indices() {
        match c {
            '\n' => {
                (column, space) = (0, None);
                continue;
            }
            ' ' => space = Some((at, column)),
            _ => {}
        }
        column += 1;
        if let Some((place, before)) = space.filter(|_| column > width) {
            bytes[place] = b'\n';
            column -= before + 1;
            space = None;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|e| panic!("only spaces were replaced: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_inside_follow_the_style() {
        assert_eq!(Marks::Curly.inside(r#"He said "it's done" and left."#), "He said ‘it’s done’ and left.");
        assert_eq!(Marks::Single.inside(r#"He said "it's done" and left."#), "He said “it’s done” and left.");
        assert_eq!(Marks::Straight.inside("He said “it’s done” and left."), "He said 'it's done' and left.");
    }

    #[test]
    fn marks_without_a_partner_are_not_printed() {
        assert_eq!(
            Marks::Curly.inside("God alert!\" he yelled. \"It's him!"),
            "God alert! he yelled. It’s him!"
        );
    }

    #[test]
    fn wrapping_moves_no_byte_and_keeps_to_the_width() {
        let text = "ä ".repeat(100) + "\n\n" + &"word ".repeat(50);
        let wrapped = wrap(&text, 20);
        assert_eq!(wrapped.replace('\n', " "), text.replace('\n', " "));
        assert!(wrapped.lines().all(|line| line.chars().count() <= 20));
    }
}
