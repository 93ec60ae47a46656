"""Names across scripts and transliterations: “Zubaydah”, “Zoubeïda” and “زبيدة” are one name.

Arabic writes consonants and long vowels; Latin spellings of an Arabic name differ in the vowels and in how they tell
what Latin has no letter for. So a word is looked up by its *skeleton*, its consonants in classes so coarse that all usual
spellings share one, and what is found is judged by an alignment of the sounds in which a short vowel costs nothing, a
long one something, and another consonant much. The classes are those on which ALA-LC, BGN/PCGN and the French and
Swedish usages differ. They serve as well for Swedish or French names that an Arabic text spells by ear.
"""

import re
from functools import lru_cache
from itertools import product

_ARABIC = {
    **dict(zip("بپتثجچحخدذرزژسشصضطظعغفڤقكگڭلمنهويا", "bptTjjhxdDrzjsSsdtD3GfvqkgglmnhUIA", strict=True)),
    "ک": "k",
    "ی": "I",
    "ء": "3",
}
_LATIN = {
    "tch": "j", "sch": "S", "eaux": "U", "eau": "U", "aou": "aU", "kh": "x", "gh": "G", "sh": "S", "ch": "C", "th": "T",
    "dh": "D", "ph": "f", "dj": "j", "zh": "j", "ck": "k", "qu": "k", "ou": "U", "oo": "U", "au": "U", "ee": "I", "ie": "I",
    "ei": "I", "ey": "I", "ay": "I", "ai": "I", "iy": "I", "oi": "Ua", "aa": "A", "ce": "se", "ci": "si", "cy": "si",
    "c": "k", "x": "ks", "w": "u", "y": "i", "o": "u",
}  # fmt: skip
_LATIN_SOUND = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)) + "|[a-z]")
_COARSE = {
    **dict.fromkeys("bp", "B"),
    **dict.fromkeys("fv", "F"),
    **dict.fromkeys("td", "T"),
    **dict.fromkeys("szSC", "S"),
    **dict.fromkeys("kqgxG", "K"),
    "r": "R",
    "l": "L",
    "m": "M",
    "n": "N",
}
# Letters that are heard in two ways: ث as t or s, ج as j or g, a Swedish j as y, a ch as sh or k.
_HEARD_ARABIC = {"T": "TS", "D": "TS", "j": "JK"}
_HEARD_LATIN = {"T": "TS", "D": "TS", "j": "J-", "C": "SK", "g": "KJ"}
_CLOSE = {
    frozenset(pair)
    for pair in (
        "kq",
        "Tt",
        "Ts",
        "Dd",
        "Dz",
        "Gg",
        "jg",
        "pb",
        "vf",
        "xk",
        "jz",
        "Gk",
        "qg",
        "CS",
        "Ck",
        "Cx",
        "Cj",
    )
}
_VOWELS = frozenset("aieuAIU3")
_ARTICLE_IN_ARABIC = re.compile(r"^(عبد|.{2,})ال(?=.{3})")
_ASSIMILATED = re.compile(r"^[aei](ss|nn|dd|rr|tt|zz|ch|sh)(?=[aeiou])")
_SERVANT = re.compile(r"^(abd)[aeiou]l?(?=[^aeiou])")
_OF_FAITH = re.compile(r"[aeiou]d(?=din)")
_ARTICLE = re.compile(r"^[aeu]l(?=[bcdfghjklmnpqrstvwxz])")
LIMIT = 8


@lru_cache(maxsize=65536)
def skeletons(word: str) -> frozenset[str]:
    """Return the consonants of a folded word in coarse classes: one skeleton for each way to hear it."""
    if not word or word.isdigit():
        return frozenset()
    return frozenset(one for form in _forms(word) for one in _skeletons_of(form) if one)


@lru_cache(maxsize=65536)
def distance(left: str, right: str) -> float:
    """Return how far two folded words are from sounding alike: 0 for one sound, 2 and more for one other consonant."""
    return min(
        _alignment(sounds_of(one), sounds_of(other)) for one in _forms(left) for other in _forms(right)
    )


def is_arabic(word: str) -> bool:
    """Whether a folded word is written in Arabic letters."""
    return "\u0600" <= word[:1] <= "\u06ff"


@lru_cache(maxsize=65536)
def sounds_of(word: str) -> str:
    """Return the sounds of a folded word, doubled consonants once; capitals are long vowels and what Latin lacks."""
    if is_arabic(word):
        heard = "".join(_ARABIC.get(letter, "") for letter in word)
    else:
        heard = "".join(_LATIN.get(part, part) for part in _LATIN_SOUND.findall(word))
    return re.sub(r"([^aieuAIU])\1+", r"\1", heard)


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, ...]:
    """The word, and what it is without an article that has grown into it."""
    if is_arabic(word):
        bare = word[2:] if word.startswith("ال") and len(word) > 4 else word  # noqa: PLR2004 - a root has three letters
        within = _ARTICLE_IN_ARABIC.sub(r"\1", bare)
        return tuple(dict.fromkeys((bare, within)))
    bare = _OF_FAITH.sub("", _SERVANT.sub(r"\1", word))
    forms = [bare, _ARTICLE.sub("", bare)]
    if found := _ASSIMILATED.match(bare):
        forms.append(bare[found.end() - 1 :] if found[1] not in {"ch", "sh"} else bare[1:])
    return tuple(dict.fromkeys(forms))


def _skeletons_of(word: str) -> tuple[str, ...]:
    heard_in_two = _HEARD_ARABIC if is_arabic(word) else _HEARD_LATIN
    sounds = sounds_of(word)
    classes = [heard_in_two.get(sound, _COARSE.get(sound, "")) for sound in sounds if sound not in _VOWELS]
    ways = product(*(tuple(each) for each in classes if each))
    return tuple("".join(way).replace("-", "") for _number, way in zip(range(LIMIT), ways, strict=False))


def _alignment(left: str, right: str) -> float:
    """The cheapest way to turn one line of sounds into the other (Wagner and Fischer 1974, with weights)."""
    row = [0.0]
    for sound in right:
        row.append(row[-1] + _alone(sound))
    for one in left:
        above, row = row, [row[0] + _alone(one)]
        for place, other in enumerate(right):
            row.append(
                min(
                    above[place] + _against(one, other),
                    above[place + 1] + _alone(one),
                    row[place] + _alone(other),
                )
            )
    return row[-1]


def _alone(sound: str) -> float:
    if sound in "aieu3":
        return 0.05
    if sound in "AIU":
        return 0.4
    return 0.2 if sound == "h" else 2.0


def _against(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        if one.lower() == other.lower():
            return 0.05
        return 0.1 if "e" in {one, other} or "3" in {one, other} else 0.25
    if frozenset((one, other)) in _CLOSE:
        return 0.1
    if {one, other} & set("iI") and {one, other} & set("j"):
        return 0.1
    coarse = _COARSE.get(one)
    return 0.5 if coarse and coarse == _COARSE.get(other) else 2.0
