import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { supplierQuery } from "@/api/directory_entries.ts";
import { Attributes } from "@/directory/Attributes.tsx";
import { isHeld } from "@/directory/classes.ts";
import { EntryPage, useEntryId } from "@/directory/EntryPage.tsx";
import { OrganisationLink } from "@/directory/organisations.tsx";
import { entryTexts } from "@/directory/texts.ts";
import { enumText, placeText } from "@/directory/words.ts";
import { EventsOf } from "@/events/EventsOf.tsx";
import type { Supplier, SupplierClassSpan } from "@/gen/anchorledger/api/v1/directory_pb";
import { OwnershipFormSchema, SupplierClassSchema } from "@/gen/anchorledger/event/v1/enums_pb";
import { ClassCertifierSchema, SupplierSizeSchema } from
  "@/gen/anchorledger/event/v1/purchasing_pb";
import { today } from "@/locale/format.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { NumbersPanel } from "@/metrics/NumbersPanel.tsx";
import { openQuestion } from "@/metrics/question.ts";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { DataTable, type Column } from "@/ui/table/DataTable.tsx";
import { Purchases } from "./Purchases.tsx";
import { supplierTexts } from "./texts.ts";

function Classes({ supplier }: { supplier: Supplier }) {
  const text = useText(supplierTexts);
  const { format, language } = useLocale();
  const navigate = useNavigate();
  if (supplier.classes.length === 0) {
    return <Empty title={text.noClass}>{text.noClassHelp}</Empty>;
  }
  const path = (row: SupplierClassSpan) => `/events/${row.position}`;
  const columns: Column<SupplierClassSpan>[] = [
    {
      id: "class",
      title: text.class,
      isRowHeader: true,
      width: "minmax(0, 2fr)",
      render: (row) => (
        <Link to={path(row)}>{enumText(SupplierClassSchema, row.class, language)}</Link>
      ),
    },
    {
      id: "from",
      title: text.validFrom,
      render: (row) => (row.validFrom ? format.day(row.validFrom) : null),
    },
    {
      id: "to",
      title: text.validTo,
      render: (row) => (row.validTo ? format.day(row.validTo) : text.noEnd),
    },
    {
      id: "certifier",
      title: text.certifier,
      width: "minmax(0, 1.5fr)",
      render: (row) => enumText(ClassCertifierSchema, row.certifier, language) || text.nobody,
    },
    {
      id: "today",
      title: text.today,
      render: (row) => (isHeld(row, today()) ? text.held : text.notHeld),
    },
  ];
  return (
    <DataTable
      label={text.classes}
      columns={columns}
      rows={supplier.classes}
      rowKey={(row) => `${row.position} ${row.class} ${row.validFrom?.days}`}
      onOpen={(row) => void navigate({ to: path(row) })}
    />
  );
}

function Content({ supplier }: { supplier: Supplier }) {
  const text = useText(supplierTexts);
  const entry = useText(entryTexts);
  const { language } = useLocale();
  const { supplierId, partnerId } = supplier;
  return (
    <>
      <PageHeader
        title={supplier.name}
        lead={text.lead}
        actions={
          <Link to="/directory" search={{ kind: "suppliers" } as never}>
            {text.all}
          </Link>
        }
      />
      <Panel title={entry.what}>
        <Attributes
          of={[
            { label: entry.id, value: supplierId },
            { label: text.place, value: placeText(supplier.businessGeo, language) },
            {
              label: text.ownership,
              value: enumText(OwnershipFormSchema, supplier.ownershipForm, language),
            },
            { label: text.size, value: enumText(SupplierSizeSchema, supplier.size, language) },
            {
              label: text.partner,
              value: partnerId ? <OrganisationLink id={partnerId} /> : null,
            },
          ]}
        />
      </Panel>
      <Panel title={text.classes} lead={text.classesLead}>
        <Classes supplier={supplier} />
      </Panel>
      <Purchases supplierId={supplierId} />
      <NumbersPanel
        title={entry.numbers}
        lead={text.numbersLead}
        about="supplier"
        question={{ ...openQuestion, suppliers: [supplierId] }}
      />
      {partnerId ? (
        <NumbersPanel
          title={text.partnerNumbers}
          lead={text.partnerNumbersLead}
          question={{ ...openQuestion, partners: [partnerId] }}
        />
      ) : null}
      <Panel title={entry.events} lead={entry.eventsLead}>
        <EventsOf filter={{ stream: `supplier/${supplierId}` }} />
      </Panel>
    </>
  );
}

/** One firm that an anchor buys from. */
export default function SupplierPage() {
  const id = useEntryId();
  const answer = useQuery(supplierQuery(id));
  return (
    <EntryPage key={id} answer={answer}>
      {(supplier) => <Content supplier={supplier} />}
    </EntryPage>
  );
}
