"""`python -m tools.eval_chat [--live --max-usd X]`: how well a running hub's assistant answers.

Without --live the hub must have no key: its rules are tried, and nothing is paid.
"""

import argparse
import math
import sys
from datetime import date
from pathlib import Path

from shared.errors import InvalidSettings
from shared.settings import load_settings
from tools.eval_chat.chat_client import ChatClient, EvalFailed
from tools.eval_chat.questions import FILE, read_questions
from tools.eval_chat.report import Price, Turn, summary, write_report
from tools.eval_chat.run import best_item, check_mode, data_day, evaluate


def main(argv: list[str]) -> int:
    """0: all were asked. 1: the evaluation failed. 3: the budget ended it."""
    options = _options(argv)
    try:
        settings = load_settings()
        key = settings.api_key.get_secret_value() if settings.api_key else ""
        client = ChatClient(options.url or settings.api_url, key)
        check_mode(client, live=options.live)
        today = data_day(client, date.today())  # noqa: DTZ011 - the plant's own day
        questions = read_questions(options.questions, today, best_item(client))
        turns, stopped = evaluate(
            client,
            questions,
            runs=options.runs,
            price=Price(options.usd_prompt, options.usd_output),
            max_usd=options.max_usd if options.live else 0.0,
            model=options.model,
            tell=_tell,
        )
        write_report(options.report, turns, stopped=stopped)
    except (EvalFailed, InvalidSettings) as exc:
        print(f"eval_chat: {exc}", file=sys.stderr)
        return 1
    except OSError as exc:
        print(f"eval_chat: {options.report}: {exc.strerror or exc}", file=sys.stderr)
        return 1
    for name, value in summary(turns).items():
        print(f"{name:16} {value}")
    print(f"{'report':16} {options.report}")
    if stopped:
        print("stopped: the next question could have passed --max-usd")
    return 3 if stopped else 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.eval_chat", description=__doc__)
    parser.add_argument("--url", default="", help="the hub's API (default: this machine's)")
    parser.add_argument("--live", action="store_true", help="try the model, which costs money")
    parser.add_argument("--max-usd", type=float, help="with --live: what it may cost at most")
    parser.add_argument("--runs", type=int, default=1, help="ask everything so often (%(default)s)")
    parser.add_argument("--model", default="", help="fail when another model answers")
    parser.add_argument(
        "--usd-prompt", type=float, default=1.5, help="price of a million tokens (%(default)s)"
    )
    parser.add_argument(
        "--usd-output", type=float, default=7.5, help="price of a million tokens (%(default)s)"
    )
    parser.add_argument("--questions", type=Path, default=FILE, help="another JSONL file")
    parser.add_argument("--report", type=Path, default=Path("eval_chat.json"), help="%(default)s")
    options = parser.parse_args(argv)
    paid = options.max_usd is not None and math.isfinite(options.max_usd) and options.max_usd > 0
    if options.live != paid:
        parser.error("--live and --max-usd X (more than 0) belong together")
    if options.runs < 1:
        parser.error("--runs is at least 1")
    return options


def _tell(turn: Turn) -> None:
    marks = (turn.score.tool, turn.score.arguments, turn.score.numbers)
    shown = "".join({True: "+", False: "-", None: "."}[mark] for mark in marks)
    print(f"{shown} {turn.answer.seconds:6.2f} s  {turn.expected.question}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
