//! From html5gum's tokens to a [`Reader`].

use std::convert::Infallible;
use std::hash::Hasher;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::emitters::{Emitter, ForwardingEmitter};
use html5gum::{Span, State, Tokenizer};
use rustc_hash::FxHasher;

use super::Reader;
use super::element::{Attribute, Element, Said};

/// Reads all tokens of `text`. With `xml`, an element may close itself.
pub(super) fn each(text: &str, xml: bool, reader: &mut Reader<'_>) {
    let tokens = Tokens {
        reader,
        xml,
        name: 0,
        element: Element::Inline,
        start: 0,
        attribute: Attribute::Other,
        said: Said::default(),
    };
    let mut inner = CallbackEmitter::new(tokens);
    inner.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(text, Switch { inner, xml, closes_itself: false }).finish();
}

/// The tag that is being read.
struct Tokens<'r, 't> {
    reader: &'r mut Reader<'t>,
    xml: bool,
    name: u64,
    element: Element,
    start: usize,
    attribute: Attribute,
    said: Said,
}

fn hash(name: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name);
    hasher.finish()
}

impl Callback<Infallible, usize> for Tokens<'_, '_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name = hash(name);
                self.element = Element::of(name);
                self.start = span.start;
                self.said = Said { closed: name == b"dialog", ..Said::default() };
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = Attribute::of(name);
                self.said.name(self.attribute);
            }
            CallbackEvent::AttributeValue { value } => self.said.value(self.attribute, value),
            CallbackEvent::CloseStartTag { self_closing } => {
                let empty = self_closing && self.xml;
                self.reader.start_tag(self.name, self.element, self.said, self.start..span.end, empty);
            }
            CallbackEvent::EndTag { name } => {
                self.reader.end_tag(hash(name), Element::of(name), span.start..span.end);
            }
            CallbackEvent::String { .. } => self.reader.words(span.start..span.end),
            CallbackEvent::Comment { .. } => self.reader.comment(span.start..span.end),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

/// Keeps a script that closes itself in XHTML from taking the rest of the page for its text.
struct Switch<'r, 't> {
    inner: CallbackEmitter<Tokens<'r, 't>, Infallible, usize>,
    xml: bool,
    closes_itself: bool,
}

impl ForwardingEmitter for Switch<'_, '_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.inner
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn init_start_tag(&mut self) {
        self.closes_itself = false;
        self.inner.init_start_tag();
    }

    fn set_self_closing(&mut self) {
        self.closes_itself = true;
        self.inner.set_self_closing();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let next = self.inner.emit_current_tag();
        next.filter(|_| !(self.xml && self.closes_itself))
    }
}
