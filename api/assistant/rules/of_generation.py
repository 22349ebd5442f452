"""The rules for one data version: its last day and its items."""

from datetime import date

from api.assistant.rules.catalogue import ItemCatalogue
from api.assistant.rules.rule_model import RuleModel
from shared.db.generation import Generation
from shared.repositories.items import ItemRepository


def rules_of(today: date, generation: Generation) -> RuleModel:
    """Blocking: reads the item list."""
    items = ItemRepository(generation).all()
    ranked = sorted(items.values(), key=lambda item: -item["total_production"])
    names = {item["item_code"]: item["item_name"] for item in ranked}
    first, last = generation.manifest.first_day, generation.manifest.last_day
    data_to = date.fromisoformat(last) if last else today
    data_from = date.fromisoformat(first) if first else data_to
    return RuleModel(today, data_to, ItemCatalogue(names).find, data_from)
