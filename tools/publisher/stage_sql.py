"""The statements that read a source, in the order of their use.

`scope` is a condition on rowid: all rows, or those that have changed since the last publish.
"""

CREATE_STAGED_SQL = """
    CREATE TABLE staged(
        id,
        moment TEXT,
        production_date,
        lot_number,
        item_code,
        item_name,
        good_quantity,
        reason TEXT
    )
"""

# A date column of numbers holds Excel serials, YYYYMMDD or seconds since 1970: their ranges for
# the years 2000 to 2100 do not meet. Serial 25569 is 1970-01-01 (Excel counts from 1899-12-30).
# Seconds are read on this machine's clock, as the plant would.
NUMBER_SQL = """
    CASE
        WHEN production_date >= 36526 AND production_date < 73415
            THEN datetime(round((production_date - 25569) * 86400), 'unixepoch')
        WHEN production_date BETWEEN 20000101 AND 21001231
            THEN erp_date(CAST(CAST(production_date AS INTEGER) AS TEXT))
        WHEN production_date >= 946684800 AND production_date < 4133980800
            THEN datetime(production_date, 'unixepoch', 'localtime')
    END
"""

# The ERP's usual date texts are read here, in C (1.5 us a row); erp_date() is Python for the odd
# ones (9 us). SQLite may merge a subquery with LIMIT into a query without one, and would then work
# `afternoon` and `twelve` out for each place they stand in (5 us a row): hence LIMIT on all levels.
STAGE_SQL = """
    INSERT INTO staged(
        rowid, id, moment, production_date, lot_number, item_code, item_name, good_quantity
    )
    SELECT
        row,
        id,
        CASE
            WHEN datetime(twelve) = twelve AND substr(twelve, 12, 2) BETWEEN '01' AND '12' THEN
                CASE
                    WHEN afternoon = (substr(twelve, 12, 2) = '12') THEN twelve
                    WHEN afternoon THEN datetime(twelve, '+12 hours')
                    ELSE datetime(twelve, '-12 hours')
                END
            WHEN datetime(production_date) = production_date THEN production_date
            WHEN typeof(production_date) IN ('integer', 'real') THEN {number_sql}
            WHEN date(production_date) = production_date THEN production_date || ' 00:00:00'
            WHEN datetime(production_date) = replace(production_date, 'T', ' ')
                THEN datetime(production_date)
            WHEN production_date IS NOT NULL THEN erp_date(CAST(production_date AS BLOB))
        END,
        production_date, lot_number, item_code, item_name, good_quantity
    FROM (
        SELECT
            *,
            CASE WHEN afternoon IS NOT NULL
                THEN substr(production_date, 1, 11)
                    || substr('0' || substr(production_date, 15), -8)
            END AS twelve
        FROM (
            SELECT
                {row} AS row,
                {id} AS id,
                {production_date} AS production_date,
                {lot_number} AS lot_number,
                {item_code} AS item_code,
                {item_name} AS item_name,
                {good_quantity} AS good_quantity,
                CASE substr({production_date}, 11, 4)
                    WHEN ' 오전 ' THEN 0
                    WHEN ' 오후 ' THEN 1
                    WHEN ' AM ' THEN 0
                    WHEN ' PM ' THEN 1
                END AS afternoon
            FROM source.{table}
            WHERE {scope}
            LIMIT -1
        )
        LIMIT -1
    )
    LIMIT -1
"""

# A statement of its own: inside the first one SQLite would work `moment` out four times.
REJECT_SQL = """
    UPDATE staged
    SET reason = CASE
        WHEN production_date IS NULL OR trim(production_date, :blanks) = '' THEN 'date_missing'
        WHEN moment IS NULL THEN 'date_unreadable'
        WHEN moment < :earliest OR substr(moment, 1, 10) > :latest THEN 'date_out_of_range'
        WHEN item_code IS NULL OR trim(item_code, :blanks) = '' THEN 'item_missing'
        ELSE 'quantity_not_a_number'
    END
    WHERE {scope} AND (
        moment IS NULL
        OR moment < :earliest
        OR substr(moment, 1, 10) > :latest
        OR item_code IS NULL
        OR trim(item_code, :blanks) = ''
        OR typeof(good_quantity) NOT IN ('integer', 'real', 'null')
        OR good_quantity IN (9e999, -9e999)
    )
"""

RESTAGE_SQL = """
    INSERT INTO staged
    SELECT id, production_date, NULL, lot_number, item_code, item_name, good_quantity, NULL
    FROM source.records;
    INSERT INTO staged
    SELECT id, NULL, production_date, lot_number, item_code, item_name, good_quantity, reason
    FROM source.rejected_records
"""

SUMMARY_SQL = """
    SELECT COUNT(*), COUNT(*) FILTER (WHERE reason IS NULL),
        MAX(substr(moment, 1, 10)) FILTER (WHERE reason IS NULL)
    FROM staged
"""
