import type { ImportProfile } from "@/gen/anchorledger/api/v1/import_profile_pb";
import type { TextFormat, Preview } from "@/imports/csv.ts";
import { MappingLookup } from "@/imports/LookupFiles.tsx";
import { missingTargets, typeOf, usesLookup, type Mapping } from "@/imports/mapping.ts";
import { MappingTable } from "@/imports/MappingTable.tsx";
import { previewIn, type OpenedFile } from "@/imports/open_file.ts";
import { LOOKUP_TABLE, profileOf } from "@/imports/profile_of.ts";
import { inPlaceOf } from "@/imports/reading.ts";
import { ReadingOptions } from "@/imports/ReadingOptions.tsx";
import { SaveProfile } from "@/imports/SaveProfile.tsx";
import { importTexts } from "@/imports/texts.ts";
import { useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";

interface Props {
  readonly mapping: Mapping;
  readonly preview: Preview;
  /** The name under which it would be kept. */
  readonly name: string;
  /** The profile that is being changed. */
  readonly earlier: ImportProfile | undefined;
  /** How files of this kind are cut. */
  readonly format: TextFormat;
  readonly lookups: Readonly<Record<string, OpenedFile>>;
  readonly onLookup: (table: string, file: OpenedFile | undefined) => void;
  readonly onChange: (mapping: Mapping) => void;
}

/** Which column is what, how values are written, and the profile that this amounts to. */
export function MappingPanel(props: Props) {
  const { mapping, preview, earlier, format, lookups, onChange } = props;
  const text = useText(importTexts);
  const type = typeOf(mapping);
  if (!type) return null;
  const lookup = lookups[LOOKUP_TABLE];
  const found = lookup ? previewIn(lookup, lookup.format).columns : [];
  // Of a saved mapping the columns that it reads are known before the file is there.
  const used = Object.values(mapping.sources).flatMap((source) =>
    source.kind === "lookup" || source.kind === "namedLookup" ? [source.column] : [],
  );
  return (
    <Panel title={text.mapping} lead={text.mappingLead}>
      <MappingTable
        type={type}
        mapping={mapping}
        preview={preview}
        lookupColumns={[...new Set([...found, ...used])]}
        onChange={onChange}
      />
      <ReadingOptions mapping={mapping} preview={preview} onChange={onChange} />
      <MappingLookup
        mapping={mapping}
        preview={preview}
        opened={lookup}
        onOpened={(file) => props.onLookup(LOOKUP_TABLE, file)}
        onChange={onChange}
      />
      {missingTargets(type, mapping).length === 0 && (lookup || !usesLookup(mapping)) ? (
        <SaveProfile
          name={props.name}
          make={(name) => inPlaceOf(earlier, profileOf(name, type, mapping, format))}
        />
      ) : null}
    </Panel>
  );
}
