"""The same purchases as a ledger's export for our import and as rows for PostgreSQL's COPY."""

import csv
import datetime
import json
import os
import random
import uuid

SUPPLIERS = 2_000
FIRST_DAY = datetime.date(2023, 1, 1)
DAYS = 730


def _field(name, value):
    return {"field": name, "value": value}


_SUPPLIER = {"derived_id": {"prefix": "s", "space": "bench", "from": [{"column": "supplier"}]}}
# A keyed ledger: the supplier registers itself with its first row, each row is a purchase.
PROFILE = {
    "name": "bench-purchases",
    "source": "bench-ledger",
    "values": {"date_formats": ["%Y-%m-%d"], "currency": "USD"},
    "identity": {"key_columns": ["invoice"]},
    "emits": [
        {"event": "SupplierRegistered", "scope": "EMIT_SCOPE_FIRST_USE",
         "fields": [_field("supplier_id", _SUPPLIER), _field("name", {"column": "supplier"}),
                    _field("header.effective_on", {"constant": "2016-01-01"})]},
        {"event": "PurchaseRecorded",
         "fields": [_field("purchase_id", {"row_id": {"prefix": "p"}}),
                    _field("invoice_date", {"column": "date"}),
                    _field("amount", {"column": "amount"}),
                    _field("supplier_id", _SUPPLIER),
                    _field("category.scheme", {"constant": "internal"}),
                    _field("category.code", {"column": "category"}),
                    _field("is_construction", {"constant": "no"}),
                    _field("addressable", {"constant": "yes"})]},
    ],
}


def write(folder, count):
    """Writes ledger.csv, profile.json and copy.csv into a folder and returns their paths."""
    paths = [os.path.join(folder, name) for name in ("ledger.csv", "profile.json", "copy.csv")]
    with open(paths[1], "w", encoding="utf-8") as file:
        json.dump(PROFILE, file)
    chance = random.Random(11)
    with open(paths[0], "w", encoding="utf-8", newline="") as ledger_file, \
            open(paths[2], "w", encoding="utf-8", newline="") as copy_file:
        ledger = csv.writer(ledger_file)
        copy = csv.writer(copy_file)
        ledger.writerow(["invoice", "date", "supplier", "category", "amount"])
        for number in range(count):
            day = (FIRST_DAY + datetime.timedelta(days=chance.randrange(DAYS))).isoformat()
            supplier = f"Supplier {chance.randrange(SUPPLIERS)}"
            minor = chance.randrange(1_000, 25_000_000)
            ledger.writerow([f"INV-{number}", day, supplier, "general",
                             f"{minor // 100}.{minor % 100:02}"])
            body = {"purchase_id": f"INV-{number}", "supplier_id": supplier, "minor": minor,
                    "currency": "USD", "category": "general", "is_construction": False,
                    "addressable": True}
            copy.writerow([uuid.UUID(int=chance.getrandbits(128)), f"purchase/INV-{number}", 1,
                           806, "net-anchor-0", day, json.dumps(body)])
    return paths
