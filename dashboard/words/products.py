"""The products page."""

WORDS: dict[str, tuple[str, str]] = {
    "items_made": ("생산 품목 {n}개", "{n} items made"),
    "items_count": ("{n}개", "{n} items"),
    "class_a": ("A 등급", "Class A"),
    "class_b": ("B 등급", "Class B"),
    "class_c": ("C 등급", "Class C"),
    "class_help": (
        "생산량이 많은 순으로 누적 80%까지가 A, 95%까지가 B, 나머지가 C입니다.",
        "By falling production: A makes the first 80%, B up to 95%, C the rest.",
    ),
    "pareto_title": (
        "파레토: 품목별 생산량과 누적 비율",
        "Pareto: production and cumulative share",
    ),
    "pareto_help": (
        "막대를 누르면 아래에 그 품목의 추이와 로트가 나옵니다. 상위 40개를 그립니다.",
        "Click a bar to see the item's trend and lots below. The 40 largest are drawn.",
    ),
    "pareto_alt": (
        "품목별 생산량, 1위 {item} {share}",
        "Production by item, {item} first with {share}",
    ),
    "series_cumulative": ("누적 비율", "Cumulative share"),
    "abc_title": ("ABC 분석", "ABC analysis"),
    "abc_help": (
        "행을 선택하면 품목을 {n}개까지 비교합니다.",
        "Tick rows to compare up to {n} items.",
    ),
    "rank": ("순위", "Rank"),
    "abc": ("등급", "Class"),
    "item": ("품목", "Item"),
    "item_name": ("품목명", "Name"),
    "share": ("비율", "Share"),
    "too_many_chosen": (
        "처음 {n}개만 비교합니다.",
        "Only the first {n} are compared.",
    ),
    "choose_item": (
        "그래프의 막대를 누르거나 표의 행을 선택하면 품목의 추이와 로트를 보여 드립니다.",
        "Click a bar or tick rows of the table to see trend and lots of an item.",
    ),
    "detail_title": ("추이: {items}", "Trend: {items}"),
    "detail_alt": ("{items}의 기간별 생산량", "Production over time of {items}"),
    "item_facts": (
        "**{item}** · 생산량 **{quantity}** ({share}) · 배치 {batches}건 · 평균 {average} · "
        "{rank}위 · {abc} 등급",
        "**{item}**: **{quantity}** made ({share}) in {batches} batches of {average} on average, "
        "rank {rank}, class {abc}",
    ),
    "indexed": ("첫 값을 100으로", "First value = 100"),
    "indexed_help": (
        "크기가 다른 품목의 움직임을 한 축에서 비교합니다.",
        "Compares the movement of small and large items on one axis.",
    ),
    "lots_title": ("최근 로트", "Newest lots"),
    "lots_more": (
        "최근 {n}건입니다. 전체는 배치 내역에서 볼 수 있습니다.",
        "The newest {n}; the batches page has all of them.",
    ),
    "when": ("생산 일시", "Produced at"),
    "lot": ("로트", "Lot"),
}
