import { useQuery } from "@tanstack/react-query";
import { create } from "@bufbuild/protobuf";
import { useState } from "react";
import { rejectedRowsFile, rowsQuery } from "@/api/imports.ts";
import { problemOf } from "@/api/problem.ts";
import {
  RowList,
  StartImportRequestSchema,
  type Import,
  type ListedRow,
} from "@/gen/anchorledger/api/v1/import_pb";
import { download } from "@/files/download.ts";
import { decodeText, guessDelimiter, withRows } from "@/imports/csv.ts";
import { FileDrop } from "@/imports/FileDrop.tsx";
import styles from "@/imports/Imports.module.css";
import { rememberedFile } from "@/imports/plans.ts";
import { rowProblem } from "@/imports/row_problem_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { uploadIdOf } from "@/imports/upload.ts";
import { usePlans, useStart } from "@/imports/useStart.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState, ProblemState } from "@/ui/states/ProblemState.tsx";

type Edits = ReadonlyMap<number, readonly string[]>;

async function uploadIdOfFile(file: File): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return uploadIdOf(new Uint8Array(digest));
}

/** The file with the corrected rows in it. */
async function corrected(file: File, edits: Edits): Promise<File> {
  const text = decodeText(new Uint8Array(await file.arrayBuffer()));
  return new File([withRows(text, guessDelimiter(text), edits)], file.name, { type: "text/csv" });
}

interface RowProps {
  readonly row: ListedRow;
  readonly columns: readonly string[];
  readonly edited: readonly string[] | undefined;
  readonly canEdit: boolean;
  readonly onEdit: (values: readonly string[]) => void;
}

function Row({ row, columns, edited, canEdit, onEdit }: RowProps) {
  const text = useText(importTexts);
  const { language } = useLocale();
  const values = edited ?? row.values;
  const line = String(row.line);
  return (
    <tr>
      <th scope="row" data-align="right">
        {line}
      </th>
      <td className={styles["why"]}>
        {rowProblem(row.code, language)}
        <div className={styles["help"]} lang="en">
          {row.message}
        </div>
      </td>
      {columns.map((column, index) => (
        <td key={index}>
          {canEdit ? (
            <input
              className={`${styles["input"]} ${edited ? styles["changed"] : ""}`}
              aria-label={text.cell(column, line)}
              aria-invalid={column === row.column && !edited ? true : undefined}
              value={values[index] ?? ""}
              onChange={({ target }) =>
                onEdit(columns.map((_, i) => (i === index ? target.value : (values[i] ?? ""))))
              }
            />
          ) : (
            values[index]
          )}
        </td>
      ))}
    </tr>
  );
}

interface PagesProps {
  readonly one: Import;
  readonly edits: Edits;
  readonly canEdit: boolean;
  readonly onEdit: (line: number, values: readonly string[]) => void;
}

function Pages({ one, edits, canEdit, onEdit }: PagesProps) {
  const text = useText(importTexts);
  const [tokens, setTokens] = useState<readonly string[]>([""]);
  const pageToken = tokens.at(-1) ?? "";
  const rows = useQuery(
    rowsQuery({ importId: one.importId, list: RowList.REJECTED, pageToken }),
  );
  if (rows.isPending) return <Loading />;
  if (rows.isError) return <ErrorState error={rows.error} onRetry={rows.refetch} />;
  const { columns, nextPageToken } = rows.data;
  return (
    <>
      <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={text.rejectedRows}>
        <table className={styles["table"]}>
          <caption className="visually-hidden">{text.rejectedRows}</caption>
          <thead>
            <tr>
              <th scope="col">{text.line}</th>
              <th scope="col">{text.why}</th>
              {columns.map((column, index) => (
                <th key={index} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.data.rows.map((row) => (
              <Row
                key={`${row.line} ${row.code}`}
                row={row}
                columns={columns}
                edited={edits.get(Number(row.line))}
                canEdit={canEdit}
                onEdit={(values) => onEdit(Number(row.line), values)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles["buttons"]}>
        {tokens.length > 1 ? (
          <Button onPress={() => setTokens((all) => all.slice(0, -1))}>{text.before}</Button>
        ) : null}
        {nextPageToken === "" ? null : (
          <Button onPress={() => setTokens((all) => [...all, nextPageToken])}>{text.next}</Button>
        )}
      </div>
    </>
  );
}

/** The rows that were refused: corrected in their cells, or taken away as a file. */
export function RejectedRows({ one }: { one: Import }) {
  const text = useText(importTexts);
  const format = useFormat();
  const plan = usePlans().get(one.importId);
  const { start } = useStart();
  const [file, setFile] = useState(() => plan && rememberedFile(plan.uploadId));
  const [isOther, setIsOther] = useState(false);
  const [edits, setEdits] = useState<Edits>(new Map());

  async function choose(next: File) {
    const isSame = (await uploadIdOfFile(next)) === plan?.uploadId;
    setIsOther(!isSame);
    if (isSame) setFile(next);
  }

  async function again() {
    if (!file || !plan) return;
    const request = create(StartImportRequestSchema, { ...plan, dryRun: true, requestId: "" });
    start.mutate({ file: await corrected(file, edits), plan: request });
  }

  return (
    <Panel
      title={`${text.rejectedRows}: ${format.integer(one.counts?.rejected ?? 0n)}`}
      lead={file ? text.rejectedLead : undefined}
      actions={
        <Button
          onPress={() =>
            void rejectedRowsFile(one.importId, RowList.REJECTED).then((blob) =>
              download(`${text.counts.rejected} ${one.fileName || one.importId}.csv`, blob),
            )
          }
        >
          {text.download}
        </Button>
      }
    >
      {plan && !file ? (
        <>
          <FileDrop label={text.againFile} onFile={(next) => void choose(next)} />
          <p role="status" className={styles["error"]}>
            {isOther ? text.otherFile : ""}
          </p>
        </>
      ) : null}
      <Pages
        one={one}
        edits={edits}
        canEdit={file !== undefined && !start.isPending}
        onEdit={(line, values) => setEdits((all) => new Map([...all, [line, values]]))}
      />
      {start.error ? <ProblemState problem={problemOf(start.error)} /> : null}
      {edits.size === 0 ? null : (
        <div className={styles["buttons"]}>
          <Button kind="primary" isDisabled={start.isPending} onPress={() => void again()}>
            {text.again(edits.size)}
          </Button>
        </div>
      )}
    </Panel>
  );
}
