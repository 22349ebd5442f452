"""The batches page."""

WORDS: dict[str, tuple[str, str]] = {
    "direct_no_export": (
        "내보내기에는 API가 필요합니다. API가 다시 실행되면 링크가 나타납니다.",
        "Exports need the API. The links appear once it is back.",
    ),
    "batches_found": ("기록 {n}건", "{n} records"),
    "batches_shown": ("{first} ~ {last}번째 표시", "showing {first} to {last}"),
    "batches_none": (
        "조건에 맞는 기록이 없습니다. 기간을 늘리거나 검색어를 줄여 보십시오.",
        "No record matches. Choose a longer period or a shorter search.",
    ),
    "batches_alt": ("생산 기록 {n}건의 표", "Table of {n} production records"),
    "export_all": ("조건에 맞는 {n}건 모두 내려받기:", "Download all {n}:"),
    "export_xlsx": ("엑셀", "Excel"),
    "export_csv": ("CSV 파일", "CSV"),
    "export_parquet": ("Parquet 파일", "Parquet"),
    "batches_sorting": (
        "최신순입니다. 열 머리글을 누르면 이 쪽 안에서만 정렬되고, 행을 선택하면 자세한 내용이 "
        "나옵니다.",
        "Newest first. A click on a column sorts within this page only; tick a row for details.",
    ),
    "export_xlsx_full": (
        "엑셀 시트에는 {n}행까지만 들어갑니다. 기간을 줄이거나 CSV로 받으십시오.",
        "An Excel sheet holds {n} rows: choose a shorter period, or CSV.",
    ),
    "record_id": ("번호", "Id"),
    "page_first": ("처음", "First"),
    "page_back": ("이전", "Back"),
    "page_next": ("다음", "Next"),
    "page_number": ("{n}쪽", "page {n}"),
    "batch_title": ("로트 {lot}", "Lot {lot}"),
    "batch_item": ("이 품목의 추이 보기", "Show this item's trend"),
}
