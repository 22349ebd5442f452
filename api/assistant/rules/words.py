"""The question as text to match: one width, one case, one space, common slips put right."""

import re
import unicodedata

HANGUL = re.compile(r"[가-힣]")
LATIN = re.compile(r"[A-Za-z]{2,}")
_SPACED_OUT = 5
_SLIPS = (
    (re.compile(r"[젤잴]\s*(?=많|적|잘|못|안|크|작|높|낮|큰|최|늦|빨)"), "제일 "),
    (
        re.compile(
            r"(?:오늘|금일|현재|지금)\s*(?:자\s*)?기준(?:으로)?|(?:오늘|금일)\s*까지(?:의)?(?=\s)|\bas of (?:today|now)\b"
        ),
        "",
    ),
    (re.compile(r"어재(?=[가-힣\s]|$)"), "어제"),
    (re.compile(r"오눌|오늘날"), "오늘"),
    (re.compile(r"올\s*헤|올\s+해"), "올해"),
    (re.compile(r"이번\s*딸|이번\s*댤|요번\s*달"), "이번달"),
    (re.compile(r"지난\s*딸|지난\s*댤|저번\s*딸"), "지난달"),
    (re.compile(r"생산[량랑양략냥렁]"), "생산량"),
    (re.compile(r"[셍샌]산"), "생산"),
    (re.compile(r"재품"), "제품"),
    (re.compile(r"픔목|품먹"), "품목"),
    (re.compile(r"몇일"), "며칠"),
    (re.compile(r"몇\s*게"), "몇개"),
    (re.compile(r"갯수"), "개수"),
    (re.compile(r"비교헤"), "비교해"),
    (re.compile(r"알려\s*[죠조]"), "알려줘"),
    (re.compile(r"얼마에요|얼마애요"), "얼마예요"),
    (re.compile(r"일[평펑]균"), "일평균"),
    (re.compile(r"펑균"), "평균"),
)
_CONTRACTIONS = (
    (re.compile(r"[’`´]"), "'"),
    (re.compile(r"(?<!\w)'(\d\d)\b"), r"20\1"),
    (re.compile(r"\bfy\s?'?(?:20)?(\d\d)\b"), r"20\1"),
    (re.compile(r"\byrs?\b"), "year"),
    (re.compile(r"\b(?:mth|mnth)s?\b"), "month"),
    (re.compile(r"\bwks?\b"), "week"),
    (re.compile(r"\bqtr\b"), "quarter"),
    (re.compile(r"\bw/\B"), "with"),
    (re.compile(r"\b(what|which|who|how|when|where|that|it)'s\b"), r"\1 is"),
    (re.compile(r"\b(\w+)n't\b"), r"\1 not"),
)
# Long first: "에서는" before "는". Only ever taken off the end of a word.
PARTICLES = (
    "에서는", "에서도", "으로는", "이라는", "이랑은", "하고는", "에서", "에게", "에는", "에도",
    "으로", "이랑", "하고", "까지", "부터", "보다", "처럼", "만의", "라는", "마다", "대비",
    "은", "는", "이", "가", "을", "를", "의", "와", "과", "도", "만", "로", "랑", "에",
)  # fmt: skip


def normal(text: str) -> str:
    """NFKC, lower case, single spaces, slips put right."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in plain)
    plain = _closed_up(plain)
    for pattern, right in (*_CONTRACTIONS, *_SLIPS):
        plain = pattern.sub(right, plain)
    return re.sub(r"\s+", " ", plain).strip()


def _closed_up(text: str) -> str:
    """`이 번 달 생 산 량`: typed syllable by syllable."""
    words = text.split()
    single = sum(len(word) == 1 and bool(HANGUL.match(word)) for word in words)
    return "".join(words) if single >= _SPACED_OUT and single * 3 >= len(words) * 2 else text


def language_of(text: str, otherwise: str) -> str:
    """`ko` or `en` as the question is written; codes alone say nothing."""
    if HANGUL.search(text):
        return "ko"
    words = [word for word in LATIN.findall(text) if not word.isupper() or len(word) > 4]
    return "en" if words else otherwise


def without_particle(word: str) -> list[str]:
    """The word itself, then without each particle it may end in; inside a word none is taken."""
    found = [word]
    for particle in PARTICLES:
        stem = word.removesuffix(particle)
        if stem != word and len(stem) >= 2:
            found.append(stem)
    return found
