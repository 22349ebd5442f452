"""What tools say about their results, Korean and English side by side."""

from typing import Any

TEXTS: dict[str, tuple[str, str]] = {
    "data_status": ("데이터 현황", "Data status"),
    "find_items": ("품목 찾기: {keyword}", "Items: {keyword}"),
    "aggregate": ("{first} ~ {last} 생산량", "Production {first} to {last}"),
    "aggregate_by": ("{first} ~ {last} {group} 생산량", "Production {first} to {last} by {group}"),
    "compare": ("A {a} / B {b} 비교", "A {a} compared with B {b}"),
    "records": ("생산 기록 (최신순)", "Production records, newest first"),
    "run_sql": ("직접 조회 (SQL)", "Own query (SQL)"),
    "day": ("일별", "day"),
    "week": ("주별", "week"),
    "month": ("월별", "month"),
    "quarter": ("분기별", "quarter"),
    "year": ("연도별", "year"),
    "weekday": ("요일별", "weekday"),
    "item": ("품목별", "item"),
    "lot": ("로트별", "lot"),
    "weekday_1": ("월요일", "Monday"),
    "weekday_2": ("화요일", "Tuesday"),
    "weekday_3": ("수요일", "Wednesday"),
    "weekday_4": ("목요일", "Thursday"),
    "weekday_5": ("금요일", "Friday"),
    "weekday_6": ("토요일", "Saturday"),
    "weekday_7": ("일요일", "Sunday"),
    "no_data": (
        "이 기간에는 데이터가 없습니다. 데이터는 {first}부터 {last}까지입니다.",
        "This period has no data; there is data from {first} to {last}.",
    ),
    "data_ends": (
        "데이터는 {last}까지이므로 그날까지의 값입니다.",
        "The data ends on {last}; these are the numbers until then.",
    ),
    "last_group_runs": (
        "{group} 마지막 값({name})은 {last}까지의 합계이며 아직 끝나지 않았습니다.",
        "The last {group} ({name}) only has data until {last}; it is not complete.",
    ),
    "newest_groups": (
        "전체 {count}개 중 가장 최근 {limit}개입니다.",
        "The newest {limit} of {count} groups.",
    ),
    "same_elapsed_days": (
        "{runs}은(는) {last}까지만 데이터가 있어 같은 경과 일수로 비교했습니다: "
        "A {a} ({days_a}일), B {b} ({days_b}일).",
        "{runs} only has data until {last}, so the same elapsed days are compared: "
        "A {a} ({days_a} days), B {b} ({days_b} days).",
    ),
    "period_without_data": (
        "{name}({period})에는 데이터가 없습니다.",
        "{name} ({period}) has no data.",
    ),
    "nothing_found": (
        "'{keyword}'에 맞는 품목이 없습니다. 비슷한 품목: {close}",
        "No item matches '{keyword}'. Similar ones: {close}",
    ),
    "each_word": (
        "'{keyword}' 전체와 맞는 품목이 없어 모든 단어를 포함하는 품목을 찾았습니다.",
        "No item holds '{keyword}' as it is; these hold each of its words.",
    ),
    "none": ("없음", "none"),
    "more_rows": (
        "결과가 더 있지만 처음 {count}행만 보여 줍니다.",
        "There are more rows; these are the first {count}.",
    ),
    "not_counted": (
        "이 로트로 시작하는 기록이 너무 많아 세지 않았습니다. 최신 {count}건만 보여 줍니다.",
        "Too many records have such a lot to be counted; these are the newest {count}.",
    ),
    "source_refused": (
        "ERP 파일 {name}의 새 내용이 거부되어 이전 데이터를 보여 줍니다: {reason}",
        "The newest content of the ERP file {name} was refused, the data before is shown: {reason}",
    ),
}


def text(key: str, language: str, **values: Any) -> str:
    """Korean unless the language is `en`."""
    return TEXTS[key][language == "en"].format(**values)
