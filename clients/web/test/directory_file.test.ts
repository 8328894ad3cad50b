import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { directoryCsv } from "@/directory/file.ts";
import { InvestmentSchema, SupplierSchema } from "@/gen/anchorledger/api/v1/directory_pb";
import { GeoScheme } from "@/gen/anchorledger/event/v1/common_pb";
import { SupplierClass } from "@/gen/anchorledger/event/v1/enums_pb";

function lineOf(csv: string): Record<string, string | undefined> {
  const [head = "", line = ""] = csv.replace("\uFEFF", "").trim().split("\r\n");
  const values = line.split(",");
  return Object.fromEntries(head.split(",").map((name, i) => [name, values[i]]));
}

describe("a file of the directory", () => {
  it("has sums with the digits of their currency, and days as days", () => {
    const yen = { currency: "JPY", committedMinor: 12n, committedOn: { days: 1 } };
    const rows = [create(InvestmentSchema, { investmentId: "i-1", ...yen })];
    expect(lineOf(directoryCsv(InvestmentSchema, rows))).toMatchObject({
      investment_id: "i-1", committed: "12", committed_on: "1970-01-02", rate_bp: "",
      instrument: "",
    });
  });

  it("has the parts of an entry in words, and no formula", () => {
    const supplier = create(SupplierSchema, {
      supplierId: "s-1",
      name: "=1+1",
      businessGeo: { scheme: GeoScheme.ZCTA5, code: "02119" },
      classes: [
        { class: SupplierClass.SUPPLIER_CLASS_MBE, validFrom: { days: 0 }, position: 7n },
        { class: SupplierClass.SUPPLIER_CLASS_WBE, position: 8n },
      ],
    });
    const line = lineOf(directoryCsv(SupplierSchema, [supplier]));
    expect(line).toMatchObject({ name: "'=1+1", business_geo: "zcta5 02119" });
    expect(line["classes"]).toBe("mbe 1970-01-01; wbe");
  });
});
