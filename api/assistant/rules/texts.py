"""Every sentence of the rules, Korean and English side by side."""

from api.assistant.rules.refusal_texts import EXAMPLES, REFUSALS

TEXTS: dict[str, tuple[str, str]] = {
    **REFUSALS,
    "note": (
        "(언어 모델 없이 정해진 규칙으로 답했습니다.)",
        "(Answered by fixed rules, without a language model.)",
    ),
    "span": ("{first} ~ {last}", "{first} to {last}"),
    "span_all": ("전체 기간(~ {last})", "all days up to {last}"),
    "no_lot": ("로트 없음", "no lot"),
    "everything": ("전체", "all items"),
    "total": ("{period} {who} 총 생산량은 {total}개입니다 {r}.", "{who}: {total} produced, {period} {r}."),
    "detail": (
        "생산 기록 {records}건, 생산일 {days}일, 생산일 하루 평균 {per_day}개입니다.",
        "Records: {records}; production days: {days}; per production day: {per_day}.",
    ),
    "batches": (
        "{period} {who} 생산 기록(배치)은 {records}건이고 총 생산량은 {total}개입니다 {r}.",
        "{who}: {records} records (batches) with {total} in total, {period} {r}.",
    ),
    "average": (
        "{period} {who} 하루 평균 생산량은 {per_day}개입니다(생산일 {days}일 기준) {r}.",
        "{who}: {per_day} per production day on average ({days} production days), {period} {r}.",
    ),
    "average_items": (
        "{period} 품목별 생산일 하루 평균 생산량입니다: {names} {r}.",
        "Per production day on average, {period}: {names} {r}.",
    ),
    "average_record": (
        "배치당 평균은 {per_record}개, 총 생산량은 {total}개입니다.",
        "The average batch is {per_record}; the total is {total}.",
    ),
    "average_group": (
        "{period} {who} {unit} 평균 생산량은 {mean}개입니다(총 {total}개) {r}.",
        "{who}: {mean} per {unit} on average (total {total}), {period} {r}.",
    ),
    "item_count": (
        "{period}에 생산된 품목은 {count}종입니다 {r}.",
        "{count} different items were produced, {period} {r}.",
    ),
    "items_known": ("데이터에 있는 품목은 {items}종입니다 {r}.", "The data has {items} items {r}."),
    "found": ("찾은 품목은 {count}종입니다: {names} {r}.", "{count} items found: {names} {r}."),
    "item_days": (
        "첫 생산일은 {first}, 마지막 생산일은 {last}입니다.",
        "It was first produced on {first} and last on {last}.",
    ),
    "peak": (
        "가장 많은 때는 {best}({best_total}개), 가장 적은 때는 {worst}({worst_total}개)입니다.",
        "The highest is {best} ({best_total}), the lowest {worst} ({worst_total}).",
    ),
    "most": (
        "{period} {who} 생산량이 가장 많은 {unit}: {best}, {best_total}개입니다 {r}.",
        "{who}: the highest {unit} is {best} with {best_total}, {period} {r}.",
    ),
    "fewest": (
        "{period} {who} 생산량이 가장 적은 {unit}: {best}, {best_total}개입니다 {r}.",
        "{who}: the lowest {unit} is {best} with {best_total}, {period} {r}.",
    ),
    "ranking": ("{period} 생산량이 많은 순서입니다: {names} {r}.", "Most produced, {period}: {names} {r}."),
    "ranking_asc": (
        "{period} 생산량이 적은 순서입니다: {names} {r}.",
        "Least produced, {period}: {names} {r}.",
    ),
    "rank": ("{period} {who} 순위는 {place}위, {total}개입니다 {r}.", "{who}: rank {place} with {total}, {period} {r}."),
    "of_total": ("전체 생산량은 {total}개입니다.", "The total is {total}."),
    "share": (
        "{period} {who} 비중은 {share}%입니다: 전체 {whole}개 중 {part}개 {r}.",
        "{who}: {share}% of production, {part} of {whole}, {period} {r}.",
    ),
    "compare": (
        "{newer} {who} 생산량은 {total_a}개, {older}에는 {total_b}개였습니다 {r}.",
        "{who}: {total_a} in {newer}, {total_b} in {older} {r}.",
    ),
    "more": ("{diff}개({change}%) 늘었습니다.", "That is {diff} ({change}%) more."),
    "less": ("{diff}개({change}%) 줄었습니다.", "That is {diff} ({change}%) less."),
    "equal": ("두 기간의 생산량이 같습니다.", "Both are the same."),
    "no_base": (
        "비교 기간에 생산이 없어 증감률은 없습니다.",
        "Nothing was produced in the earlier period, so there is no change in percent.",
    ),
    "most_down": ("가장 많이 줄어든 순서: {names}.", "Dropped most: {names}."),
    "most_up": ("가장 많이 늘어난 순서: {names}.", "Grew most: {names}."),
    "none_down": ("줄어든 품목은 없습니다.", "No item dropped."),
    "none_up": ("늘어난 품목은 없습니다.", "No item grew."),
    "idle": (
        "{period} {who} 생산일은 {days}일, 생산이 없던 날은 {idle}일입니다 {r}.",
        "{who}: {days} days with production and {idle} without, {period} {r}.",
    ),
    "weekend": (
        "{period} {who} 주말(토·일) 생산량은 {weekend}개, 평일(월~금)은 {working}개입니다 {r}.",
        "{who}: {weekend} on weekends and {working} from Monday to Friday, {period} {r}.",
    ),
    "weekday_means": ("생산일 하루 평균: {means}.", "Per production day: {means}."),
    "elapsed": (
        "아직 끝나지 않은 기간이라 같은 경과 기간끼리 비교했습니다.",
        "The period is not over, so the same elapsed days are compared.",
    ),
    "records": (
        "{who} 생산 기록은 {count}건이고, 가장 최근 것은 {newest}입니다 {r}.",
        "{who}: {count} records, the newest is {newest} {r}.",
    ),
    "last_made": ("{who} 마지막 생산은 {newest}입니다 {r}.", "{who}: last produced {newest} {r}."),
    "record": ("{when}, 로트 {lot}, {quantity}개", "{when}, lot {lot}, quantity {quantity}"),
    "record_no_lot": ("{when}, {quantity}개", "{when}, quantity {quantity}"),
    "record_no_quantity": ("{when}, 로트 {lot}", "{when}, lot {lot}"),
    "record_bare": ("{when}", "{when}"),
    "status": (
        "데이터는 {first}부터 {last}까지 있습니다 {r}.",
        "The data covers {first} to {last} {r}.",
    ),
    "status_counts": ("기록 {records}건, 품목 {items}종입니다.", "It has {records} records of {items} items."),
    "nothing": (
        "{period} {who} 생산 기록이 없습니다 {r}. 데이터는 {data_from}부터 {data_to}까지 있으니 다른 기간이나 품목 코드로 물어보십시오.",
        "{who}: no production records, {period} {r}. The data covers {data_from} to {data_to}; try another period or item code.",
    ),
    "not_found": (
        "'{said}'에 맞는 품목이 없습니다 {r}. 품목 코드(예: {example})나 이름의 일부로 다시 물어보십시오.",
        "No item matches '{said}' {r}. Try an item code (such as {example}) or part of a name.",
    ),
    "unknown_code": (
        "{codes}: 데이터에 없는 품목 코드입니다. 코드의 앞부분으로 찾아보십시오: \"{prefix}로 시작하는 품목\".",
        "{codes}: the data has no such item code. Look it up by its beginning: \"items starting with {prefix}\".",
    ),
    "added": (
        "'{said}'에 해당하는 품목을 모두 합했습니다: {codes}. 하나만 보려면 코드로 물어보십시오.",
        "Added up for '{said}': {codes}. For one of them, ask by its code.",
    ),
    "first_few": (
        "'{said}'에 해당하는 품목이 여럿이라 앞의 몇 품목만 찾았습니다: {codes}. 하나만 보려면 코드로 물어보십시오.",
        "Several items match '{said}' and only the first few were looked up: {codes}. For one, ask by its code.",
    ),
    "left_out": (
        "앞의 질문들만 답했습니다. 나머지는 따로 물어보십시오.",
        "Only the first questions are answered; ask the others by themselves.",
    ),
    "strange": ("알아듣지 못해 반영하지 않은 말: {words}.", "Not understood and left out: {words}."),
    "data_starts": ("데이터는 {data_from}부터 있습니다.", "The data begins on {data_from}."),
    "assumed": ("기간이 없어 {period} 기준으로 계산했습니다.", "No period was given, so this is {period}."),
    "late": (
        "데이터가 {data_to}까지만 있어 그날을 오늘로 보고 계산했습니다.",
        "The data ends on {data_to}, so that day counts as today.",
    ),
    "data_ends": ("데이터는 {data_to}까지입니다.", "The data ends on {data_to}."),
    "tool_error": ("조회하지 못했습니다: {error}", "The data could not be read: {error}"),
    "rounds_over": ("더 조회할 수 없어 답하지 못했습니다.", "No further look-up is possible, so there is no answer."),
}  # fmt: skip

UNITS: dict[str, tuple[str, str]] = {
    "day": ("날", "day"),
    "week": ("주", "week"),
    "month": ("달", "month"),
    "quarter": ("분기", "quarter"),
    "year": ("해", "year"),
    "weekday": ("요일", "weekday"),
}
WEEKDAYS: tuple[tuple[str, str], ...] = (
    ("월요일", "Monday"), ("화요일", "Tuesday"), ("수요일", "Wednesday"), ("목요일", "Thursday"),
    ("금요일", "Friday"), ("토요일", "Saturday"), ("일요일", "Sunday"),
)  # fmt: skip


def say(language: str, name: str, **values: object) -> str:
    """The sentence in `ko` or `en`."""
    return TEXTS[name][language == "en"].format(**values)


def examples(language: str, topic: str) -> tuple[str, ...]:
    """Questions that the rules do answer."""
    return EXAMPLES.get(topic, EXAMPLES[""])[language == "en"]
