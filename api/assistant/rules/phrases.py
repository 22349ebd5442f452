"""How people write a period, Korean and English; earlier entries win over later ones."""

import re

MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
COUNTS = {
    "한": 1, "하루": 1, "두": 2, "이틀": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5,
    "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "일": 1, "이": 2, "삼": 3, "사": 4,
    "육": 6, "첫": 1, "둘": 2, "셋": 3, "넷": 4, "사흘": 3, "나흘": 4, "열흘": 10, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "couple of": 2, "few": 3,
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
}  # fmt: skip
UNITS = {"일": "day", "주일": "week", "주": "week", "개월": "month", "달": "month", "년": "year"}

_YEAR_KO = (
    r"(?:(?P<y>(?:20)?\d\d)\s*년도?\s*|(?P<ry>올해|금년|이번\s*해|작년|지난\s*해|전년|재작년)"
    r"도?(?:의)?\s*)?"
)
_YEAR_EN = (
    r"(?:\s*(?:of|in|,)?\s*(?:the\s+)?(?P<y>20\d\d)(?!\d)"
    r"|\s*(?:of|in)?\s*(?P<ry>this year|last year|previous year))?"
)
_YEAR_EN_BEFORE = (
    r"(?:(?P<y0>20\d\d)\s*[- ]?\s*|(?P<ry0>this year|last year|previous year)(?:'s)?\s+)"
)
_TO_KO = r"\s*(?:일|월)?\s*(?:부터|에서|~|-|–)\s*"
_TO_EN = r"\s*(?:to|until|till|through|thru|and|~|-|–)\s*(?:the\s+)?"
_TH = r"(?:st|nd|rd|th)?"
_NUMBER_KO = r"(?P<n>\d{1,3}|한|두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉|열|일|이|삼|사|육)"
_NUMBER_EN = (
    r"(?P<n>\d{1,3}|an|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|couple of|few)"
)
_WEEKDAY_KO = r"(?P<wd>[월화수목금토일])요일(?!\s*(?:별|마다|평균))"
_WEEKDAY_EN = r"(?P<wd>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)(?!s)\b"

_MONTH_KO = (
    r"(?:(?P<rm>이번\s*달|이달|당월|금월|지난\s*달|저번\s*달|전월|지지난\s*달)"
    rf"|{_YEAR_KO}(?<!\d)(?P<m>1[0-2]|0?[1-9])\s*월)\s*(?:의\s*)?"
)
_MONTH_EN = rf"(?:(?P<mn>{MONTHS})\b\.?{_YEAR_EN}|(?P<rm>this month|last month))"

PHRASES: tuple[tuple[str, str], ...] = (
    ("year_ago", r"(?P<ry>작년|전년|지난\s*해|재작년)\s*(?:의\s*)?(?P<now>오늘|금일|어제|이번\s*달|이달|당월)"),
    ("month_part", _MONTH_KO + r"(?P<p>초순|상순|중순|하순|말일|마지막\s*날|첫\s*날|첫째\s*날|초(?=\s|에|의|부|까|$)|말(?=\s|에|의|까|$))"),
    ("month_part", r"\b(?P<p>early|mid|late)[- ](?:in\s+)?" + _MONTH_EN),
    ("month_part", r"\b(?P<p>beginning|start|middle|end|first half|second half|1st half|2nd half|first day|last day) of (?:the month of )?" + _MONTH_EN),
    ("month_week", _MONTH_KO + r"(?P<o>(?:첫|둘|셋|넷|다섯)\s*(?:번\s*)?째|(?:두|세|네|다섯)\s*번\s*째|첫|[1-5]|마지막)\s*(?:번?\s*째\s*)?주(?:차)?(?!일|간|별)"),
    ("month_week", r"\b(?P<o>first|second|third|fourth|last|[1-5](?:st|nd|rd|th)) week (?:of|in) " + _MONTH_EN),
    ("same_weekday", r"(?:지난|저번)\s*주\s*(?:의\s*)?(?:같은|동일한?)\s*(?:요일|날)|\bsame (?:week)?day (?:of )?last week"),
    ("days_of_month", _YEAR_KO + r"(?<!\d)(?P<m>\d{1,2})\s*월\s*(?P<d>\d{1,2})" + _TO_KO + r"(?P<d2>\d{1,2})\s*일"),
    ("date", r"(?<!\d)(?P<y>20\d\d)\s*(?:[-./]|년)\s*(?P<m>\d{1,2})\s*(?:[-./]|월)\s*(?P<d>\d{1,2})(?!\d)\s*(?:일|\.)?"),
    ("date", r"(?<![\da-z])(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?![\d-])"),
    ("days_of_month", rf"\b(?P<mn>{MONTHS})\.?\s+(?P<d>\d{{1,2}}){_TH}{_TO_EN}(?P<d2>\d{{1,2}}){_TH}(?!\d|\s*(?:{MONTHS}))" + _YEAR_EN),
    ("days_of_month", rf"(?<!\d)(?P<d>\d{{1,2}}){_TH}{_TO_EN}(?P<d2>\d{{1,2}}){_TH}\s+(?:of\s+)?(?P<mn>{MONTHS})\b\.?" + _YEAR_EN),
    ("months", _YEAR_KO + r"(?<!\d)(?P<m>\d{1,2})" + _TO_KO + r"(?P<m2>\d{1,2})\s*월(?!\s*\d{1,2}\s*일)"),
    ("months", rf"\b(?P<mn>{MONTHS})\.?\s*(?:to|until|till|through|thru|~|-|–)\s*(?P<mn2>{MONTHS})\b\.?(?!\s*\d{{1,2}}{_TH}(?!\d))" + _YEAR_EN),
    ("date", _YEAR_KO + r"(?<!\d)(?P<m>\d{1,2})\s*월\s*(?P<d>\d{1,2})\s*일"),
    ("week_of", rf"\bweek (?:of|starting|beginning|from) (?:the )?(?:(?P<mn>{MONTHS})\b\.?\s+(?:the\s+)?(?P<d>\d{{1,2}}){_TH}(?!\d)|(?P<d2>\d{{1,2}}){_TH}\s+(?:of\s+)?(?P<mn2>{MONTHS})\b\.?)" + _YEAR_EN),
    ("week_of", _YEAR_KO + r"(?<!\d)(?P<m>\d{1,2})\s*월\s*(?P<d>\d{1,2})\s*일(?:이|가)?\s*(?:있는|포함된?|들어\s*있는|끼인|낀|시작하는)?\s*(?:그\s*)?주(?=\s|간|의|에|$)"),
    ("date", rf"\b(?P<mn>{MONTHS})\.?\s+(?:the\s+)?(?P<d>\d{{1,2}}){_TH}(?!\d)" + _YEAR_EN),
    ("date", rf"(?<![\d-])(?P<d>\d{{1,2}}){_TH}\s+(?:of\s+)?(?P<mn>{MONTHS})\b\.?" + _YEAR_EN),
    ("rel_month_days", r"(?P<rm>이번\s*달|이달|당월|지난\s*달|저번\s*달|전월)\s*(?P<d>\d{1,2})" + _TO_KO + r"(?P<d2>\d{1,2})\s*일"),
    ("rel_month_days", r"(?P<rm>이번\s*달|이달|당월|지난\s*달|저번\s*달|전월)\s*(?P<d>\d{1,2})\s*일"),
    ("quarter", r"(?<!\d)(?P<y>20\d\d)\s*[-./년]?\s*q(?P<q>[1-4])(?!\d)"),
    ("quarter", _YEAR_KO + r"(?<!\d)(?P<q>[1-4일이삼사])\s*(?:/\s*4)?\s*분기(?!\s*(?:별|마다))"),
    ("quarter", _YEAR_EN_BEFORE + r"q(?P<q>[1-4])(?!\d)"),
    ("quarter", r"(?<![a-z0-9])q(?P<q>[1-4])(?!\d)" + _YEAR_EN),
    ("quarter", r"\b(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter" + _YEAR_EN),
    ("half", _YEAR_KO + r"(?P<h>상|하)\s*반기"),
    ("half", r"\bh(?P<h>[12])\b" + _YEAR_EN),
    ("half", r"\b(?P<h>first|second|1st|2nd)\s+half" + _YEAR_EN),
    ("month", r"(?<!\d)(?P<y>20\d\d)\s*[-./]\s*(?P<m>\d{1,2})(?![\d일])(?:\s*월)?"),
    ("iso_week", r"(?:(?P<y>20\d\d)\s*년\s*)?(?<!\d)(?P<w>\d{1,2})\s*주차"),
    ("iso_week", r"(?P<y>20\d\d)\s*-?\s*w(?P<w>\d{1,2})\b|\bweek\s+(?P<w2>\d{1,2})\b"),
    ("month", _YEAR_KO + r"(?<!\d)(?P<m>1[0-2]|0?[1-9])\s*월(?!요일|\s*별)달?"),
    ("month", _YEAR_EN_BEFORE + rf"(?P<mn>{MONTHS})\b"),
    ("month", rf"\b(?:(?<=in )|(?<=of )|(?<=for )|(?<=since )|(?<=last )|(?<=vs )|(?<=about )|(?!may\b))(?P<mn>{MONTHS})\b\.?" + _YEAR_EN),
    ("month", r"\b(?P<mn>may)\s+(?P<y>20\d\d)\b"),
    ("ago", r"(?<![가-힣\d])" + _NUMBER_KO + r"\s*(?P<u>주일|개월|일|주|달|년)\s*전(?![가-힣]?반기|\s*분기)"),
    ("ago", rf"(?<!last )\b{_NUMBER_EN}\s*(?P<u>day|week|month)s? ago\b"),
    ("ago", r"\b(?P<n>\d|two|three|four|five)\s*(?P<u>year)s? ago\b"),
    ("recent", rf"(?:최근|지난|과거|직전|(?<![가-힣])요)\s*{_NUMBER_KO}\s*(?P<u>주일|개월|일|주|달|년)(?!\s*(?:전|초))(?:간|동안|치)?"),
    ("recent_word", r"(?<!월)(?<!월 )(?P<word>일주일|열흘|보름|한\s*달|하루|이틀|반년)\s*(?:간|동안)"),
    ("recent", r"(?<!\d)(?P<n>\d{1,3})\s*(?P<u>주일|개월|일|주|달|년)\s*(?:간|동안|치)"),
    ("recent", rf"\b(?:last|past|previous|recent|latest|trailing|preceding)\s+{_NUMBER_EN}\s*(?P<u>day|week|month|year)s?\b"),
    ("recent", r"\b(?:over|in|during|within|for)\s+the\s+past\s+(?P<u>week|month|year)\b"),
    ("rel_week_day", r"(?P<rw>지지난\s*주|저저번\s*주|지난\s*주|저번\s*주|이번\s*주|금주|전주)\s*(?:의\s*)?" + _WEEKDAY_KO),
    ("rel_week_day", _WEEKDAY_EN + r"\s*(?:of\s+)?(?P<rw>last week|this week)\b"),
    ("rel_week_day", r"\b(?P<rw>last week|this week)(?:'s)?(?: on)? " + _WEEKDAY_EN),
    ("week_day", r"(?:지난\s*|저번\s*)?" + _WEEKDAY_KO),
    ("week_day", r"(?<!every )(?<!each )(?<!all )\b(?:last\s+|on\s+|this\s+)?" + _WEEKDAY_EN),
    ("before_yesterday", r"그저께|그제|엊그제|day before yesterday"),
    ("yesterday", r"어제|전일|전날|어저께|yesterday|previous day"),
    ("today", r"오늘|금일|당일|\btoday\b"),
    ("week_before_last", r"지지난\s*주|저저번\s*주|week before last"),
    ("last_week", r"지난\s*주|저번\s*주|전주|\b(?:last|previous|prior)\s+week\b"),
    ("this_week", r"이번\s*주|금주|\b(?:this|current)\s+week\b|\bwtd\b|week[- ]to[- ]date"),
    ("month_before_last", r"지지난\s*달|저저번\s*달|전전월|month before last"),
    ("last_month", r"지난\s*달|저번\s*달|전달|전월|지난\s*월|\b(?:last|previous|prior)\s+month\b"),
    ("this_month", r"이번\s*달|이번\s*월|이\s*달|금월|당월|\b(?:this|current)\s+month\b|\bmtd\b|month[- ]to[- ]date|so far this month"),
    ("last_quarter", r"(?:지난|저번|전)\s*분기|\b(?:last|previous|prior)\s+quarter\b"),
    ("this_quarter", r"(?:이번|당|금)\s*분기|\b(?:this|current)\s+quarter\b|\bqtd\b|quarter[- ]to[- ]date"),
    ("year_before_last", r"재작년|지지난\s*해|year before last"),
    ("last_year", r"작년|지난\s*해|전년|\b(?:last|previous|prior)\s+year\b"),
    ("this_year", r"올해|금년|이번\s*(?:해|년도)|연초|\b(?:this|current)\s+year\b|\bytd\b|year[- ]to[- ]date|(?:beginning|start) of the year"),
    ("recent_word", r"최근\s*(?P<word>일주일|보름|열흘|한달|하루|이틀|반년)"),
    ("lately", r"요즘|요새|근래|\blately\b|\brecently\b|최근(?=\s*(?:생산|실적|추이|추세|현황)(?!\s*(?:일|기록|이력|내역|로트|배치|한|된|은|이)))"),
    ("year", r"(?<![\d])(?P<y>(?:20)?\d\d)\s*년(?!\s*간)도?"),
    ("year", r"(?<![\w./-])(?P<y>20\d\d)(?![\d./-]|,\d|\s*(?:개|건|천|만|ea\b|pcs\b|units?\b|pieces\b|이상|이하|초과|미만|넘))"),
    ("day_of_month", r"(?<![\d/.-])(?P<d>\d{1,2})\s*일(?=\s|$|[에의은는날]|생산)(?!\s*(?:평균|간|동안))"),
    ("dot_date", r"(?<![\d.])(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?:월|일)?(?![\d.%]|\s*(?:개|건|%|배|만|천|억|퍼))"),
    ("slash_date", r"(?<![\d/])(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/])"),
    ("no_month", r"(?<!\d)\d{1,2}\s*월(?!\s*요일|\s*별)"),
    ("all", r"전체\s*기간|전\s*기간(?!\s*(?:대비|보다|과|와|비))|모든\s*기간|역대|지금\s*까지|현재\s*까지|여태\s*까지|이제\s*까지|누적|누계|통산|\ball[- ]time\b|\bever\b|since the beginning|so far\b|(?<!up )(?<!up-)\bto date\b|entire (?:period|history)|whole (?:period|history)"),
)  # fmt: skip

COMPILED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern)) for kind, pattern in PHRASES
)
