//! The quotation marks of the world's scripts, and which of them closes which.

/// A mark by its shape. What it does in a text is for the context to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Glyph {
    /// `"` and `＂`.
    Straight,
    /// `'`: a mark or an apostrophe.
    StraightSingle,
    /// `` ` ``: opens what `'` closes in text typed for a terminal.
    Backtick,
    /// ` `` `, `''` or `‘‘`: a double mark typed as two single ones, where it opens.
    DoubledOpen,
    /// `''` or `’’` where it closes.
    DoubledClose,
    /// `“`: opens in English, closes in German.
    Left,
    /// `”`: closes; opens and closes in Swedish.
    Right,
    /// `„` and `‟`.
    Low,
    /// `‘`.
    LeftSingle,
    /// `’`: a mark or an apostrophe.
    RightSingle,
    /// `‚` and `‛`.
    LowSingle,
    /// `«`: opens in French, closes in Danish.
    LeftAngle,
    /// `»`.
    RightAngle,
    /// `‹`.
    LeftAngleSingle,
    /// `›`.
    RightAngleSingle,
    /// `「` and `｢`.
    CornerOpen,
    /// `」` and `｣`.
    CornerClose,
    /// `『`.
    WhiteCornerOpen,
    /// `』`.
    WhiteCornerClose,
    /// `〝`.
    PrimeOpen,
    /// `〞` and `〟`.
    PrimeClose,
}

/// Marks of one class do not nest in one another, where the writer keeps to the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Double,
    Single,
    Angle,
    /// Marks that are never anything but marks, and nest as they like.
    Sure,
}

impl Glyph {
    /// The glyph that is the character `c`.
    pub(super) const fn of(c: char) -> Option<Self> {
        Some(match c {
            '"' | '＂' => Self::Straight,
            '\'' => Self::StraightSingle,
            '`' => Self::Backtick,
            '“' => Self::Left,
            '”' => Self::Right,
            '„' | '‟' => Self::Low,
            '‘' => Self::LeftSingle,
            '’' => Self::RightSingle,
            '‚' | '‛' => Self::LowSingle,
            '«' => Self::LeftAngle,
            '»' => Self::RightAngle,
            '‹' => Self::LeftAngleSingle,
            '›' => Self::RightAngleSingle,
            '「' | '｢' => Self::CornerOpen,
            '」' | '｣' => Self::CornerClose,
            '『' => Self::WhiteCornerOpen,
            '』' => Self::WhiteCornerClose,
            '〝' => Self::PrimeOpen,
            '〞' | '〟' => Self::PrimeClose,
            _ => return None,
        })
    }

    pub(super) const fn class(self) -> Class {
        match self {
            Self::Straight
            | Self::DoubledOpen
            | Self::DoubledClose
            | Self::Left
            | Self::Right
            | Self::Low => Class::Double,
            Self::StraightSingle
            | Self::Backtick
            | Self::LeftSingle
            | Self::RightSingle
            | Self::LowSingle => Class::Single,
            Self::LeftAngle | Self::RightAngle | Self::LeftAngleSingle | Self::RightAngleSingle => {
                Class::Angle
            }
            _ => Class::Sure,
        }
    }

    /// Whether the shape alone says that the mark opens (`Some(true)`) or closes where both kinds exist.
    pub(super) const fn direction(self) -> Option<bool> {
        match self {
            Self::Straight | Self::StraightSingle => None,
            Self::Backtick
            | Self::DoubledOpen
            | Self::Left
            | Self::Low
            | Self::LeftSingle
            | Self::LowSingle
            | Self::LeftAngle
            | Self::LeftAngleSingle
            | Self::CornerOpen
            | Self::WhiteCornerOpen
            | Self::PrimeOpen => Some(true),
            _ => Some(false),
        }
    }

    /// What it costs to take `close` for the mark that closes this one; `None` if it cannot. Pairs of a known style
    /// are free, pairs that only a hurried writer makes cost more, but less than a mark without a partner.
    pub(super) const fn closed_by(self, close: Self) -> Option<u32> {
        Some(match (self, close) {
            (Self::Straight, Self::Straight)
            | (Self::StraightSingle, Self::StraightSingle)
            | (Self::Backtick, Self::StraightSingle | Self::RightSingle)
            | (Self::DoubledOpen, Self::DoubledClose)
            | (Self::Left | Self::Low, Self::Right)
            | (Self::Low, Self::Left)
            | (Self::LeftSingle | Self::LowSingle, Self::RightSingle)
            | (Self::LowSingle, Self::LeftSingle)
            | (Self::Right, Self::Right | Self::Left)
            | (Self::RightSingle, Self::RightSingle)
            | (Self::LeftAngle, Self::RightAngle)
            | (Self::RightAngle, Self::LeftAngle | Self::RightAngle)
            | (Self::LeftAngleSingle, Self::RightAngleSingle)
            | (Self::RightAngleSingle, Self::LeftAngleSingle | Self::RightAngleSingle)
            | (Self::CornerOpen, Self::CornerClose)
            | (Self::WhiteCornerOpen, Self::WhiteCornerClose)
            | (Self::PrimeOpen, Self::PrimeClose) => 0,
            (Self::DoubledOpen, Self::Straight | Self::Right) => 10,
            (Self::Left | Self::Low, Self::Straight)
            | (Self::Straight, Self::Right)
            | (Self::LeftSingle | Self::LowSingle, Self::StraightSingle)
            | (Self::StraightSingle, Self::RightSingle) => 30,
            (Self::Left, Self::Left) | (Self::LeftSingle, Self::LeftSingle) => 40,
            _ => return None,
        })
    }

    /// Whether `again` at the start of a paragraph says that a quotation opened by this mark goes on.
    pub(super) fn goes_on_with(self, again: Self) -> bool {
        // French printers also set the closing mark there.
        self == again || (self == Self::LeftAngle && again == Self::RightAngle)
    }
}
