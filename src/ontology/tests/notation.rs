//! The notation of frames, as printed on one line.

use super::shown;
use crate::ontology::{Frame, FrameKind};

/// Prints a frame, or why it is none, on one line.
fn read(kind: FrameKind, text: &str) -> String {
    match Frame::parse(kind, text) {
        Ok(frame) => shown(&frame),
        Err(error) => format!("error: {error}"),
    }
}

#[test]
fn verb_frames() {
    for (text, expected) in [
        ("S acquire|buy O", "acquire/buy; S=subject; O=object"),
        ("O join S", "join; S=object; O=subject"),
        ("S invest in|into O", "invest; S=subject; O=after in/into"),
        (
            "S take stake in O",
            "take; noun stake; S=subject; O=after in",
        ),
        (
            "S cut O:job|post",
            "cut; noun job/post; S=subject; O=object",
        ),
        ("S pull out of O", "pull; +out; S=subject; O=after of"),
        ("S take +over O", "take; +over; S=subject; O=object"),
        ("S step down as O", "step; +down; S=subject; O=after as"),
        (
            "S be:based|born in O",
            "be based/born; S=subject; O=after in",
        ),
        (
            "S's share|stock fall = \"down\"",
            "fall; S=owner of subject share/stock; =\"down\"",
        ),
        ("S slam O's plan", "slam; S=subject; O=owner of object plan"),
        (
            "S file for:bankruptcy = \"bankruptcy\"",
            "file; for bankruptcy; S=subject; =\"bankruptcy\"",
        ),
        (
            "S take O into:custody",
            "take; into custody; S=subject; O=object",
        ),
        (
            "_ grant S right to|over O",
            "grant; noun right; S=receiver; O=after to/over",
        ),
        ("_ award S O", "award; S=receiver; O=object"),
        ("_ sell O to S", "sell; S=after to; O=object"),
        ("S deploy _ on O", "deploy; S=subject; O=after on"),
        ("_ charge S with O", "charge; S=object; O=after with"),
        ("S die O", "die; S=subject; O=object"),
    ] {
        assert_eq!(read(FrameKind::Verb, text), expected, "{text}");
    }
}

#[test]
fn noun_and_role_frames() {
    for (kind, text, expected) in [
        (
            FrameKind::Noun,
            "S's investment|stake in O",
            "investment/stake; S=owner; O=after in",
        ),
        (
            FrameKind::Noun,
            "merger|talks between S and O",
            "merger/talks; S=between; O=between",
        ),
        (
            FrameKind::Noun,
            "lawsuit against S over O",
            "lawsuit; S=after against; O=after over",
        ),
        (
            FrameKind::Noun,
            "S's bankruptcy = \"bankruptcy\"",
            "bankruptcy; S=owner; =\"bankruptcy\"",
        ),
        (
            FrameKind::Role,
            "CEO|chief executive of|at O",
            "ceo/chief executive | of/at",
        ),
        (FrameKind::Role, "capital of O", "capital | of"),
    ] {
        assert_eq!(read(kind, text), expected, "{text}");
    }
}

const NOT_FRAMES: &[(FrameKind, &str, &str)] = &[
    (FrameKind::Verb, " ", "error: there is nothing in it"),
    (
        FrameKind::Verb,
        "S sleep",
        "error: expected one `O`, but found none",
    ),
    (
        FrameKind::Verb,
        "acquire O",
        "error: expected one `S`, but found none",
    ),
    (
        FrameKind::Verb,
        "S give S to O",
        "error: expected one `S`, but found two",
    ),
    (
        FrameKind::Verb,
        "S O",
        "error: expected a verb, but found `O`",
    ),
    (
        FrameKind::Verb,
        "S",
        "error: expected a verb, but found the end",
    ),
    (
        FrameKind::Verb,
        "S's",
        "error: expected a noun that is owned, but found the end",
    ),
    (
        FrameKind::Verb,
        "S be: in O",
        "error: expected a participle or adjective after `be:`, but found `be:`",
    ),
    (
        FrameKind::Verb,
        "S go on: with O",
        "error: expected a noun after `:`, but found `on:`",
    ),
    (
        FrameKind::Verb,
        "S take big stake in O",
        "error: expected a slot or a preposition before a slot, but found `stake`",
    ),
    (
        FrameKind::Verb,
        "S fall = down",
        "error: expected one word or phrase in double quotes after `=`",
    ),
    (
        FrameKind::Verb,
        "S drop O = \"down\"",
        "error: a frame with `=` has no `O`",
    ),
    (
        FrameKind::Noun,
        "S's investment in",
        "error: expected a slot, but found the end",
    ),
    (
        FrameKind::Noun,
        "S's investment O",
        "error: expected a preposition, but found `O`",
    ),
    (
        FrameKind::Role,
        "CEO",
        "error: expected a preposition and `O`, but found the end",
    ),
    (
        FrameKind::Role,
        "of O",
        "error: expected the name of a role, but found `of`",
    ),
    (
        FrameKind::Role,
        "S CEO of O",
        "error: expected the names of a role, but found `S`",
    ),
];

#[test]
fn what_is_not_a_frame() {
    for (kind, text, expected) in NOT_FRAMES {
        assert_eq!(read(*kind, text), *expected, "{text}");
    }
}
