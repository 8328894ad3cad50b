import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { profilesQuery, rowsQuery } from "@/api/imports.ts";
import { problemOf } from "@/api/problem.ts";
import { RowList, type Import, type ListedRow } from "@/gen/anchorledger/api/v1/import_pb";
import cards from "@/imports/Cards.module.css";
import { correctedFile, correctedPlan, type Edits } from "@/imports/corrected.ts";
import { FileDrop } from "@/imports/FileDrop.tsx";
import styles from "@/imports/Imports.module.css";
import { madeText, type OpenedFile } from "@/imports/open_file.ts";
import { OpenedAbout } from "@/imports/OpenedAbout.tsx";
import { PageButtons, usePages } from "@/imports/pages.tsx";
import { profileOfPlan, rememberedFile } from "@/imports/plans.ts";
import { rowProblem } from "@/imports/row_problem_texts.ts";
import { stepTexts } from "@/imports/step_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { uploadIdOf } from "@/imports/upload.ts";
import { useOpenFile } from "@/imports/useOpenFile.ts";
import { usePlans, useStart } from "@/imports/useStart.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState, ProblemState } from "@/ui/states/ProblemState.tsx";
import { DownloadRows } from "./DownloadRows.tsx";

async function uploadIdOfFile(file: File): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return uploadIdOf(new Uint8Array(digest));
}

interface RowProps {
  readonly row: ListedRow;
  readonly columns: readonly string[];
  readonly edited: readonly string[] | undefined;
  readonly canEdit: boolean;
  readonly lineName: string;
  /** Whether some row has more values than there are columns. */
  readonly hasFurther: boolean;
  readonly onEdit: (values: readonly string[]) => void;
}

function Row({ row, columns, edited, canEdit, lineName, hasFurther, onEdit }: RowProps) {
  const text = useText(importTexts);
  const { language } = useLocale();
  const values = edited ?? row.values;
  const line = String(row.line);
  return (
    <tr role="row">
      <th scope="row" role="rowheader" data-align="right" data-label={lineName}>
        {line}
      </th>
      <td role="cell" className={styles["why"]}>
        {rowProblem(row.code, language)}
        {row.column === "" ? null : (
          <div>
            {text.inColumn}: <strong>{row.column}</strong>
          </div>
        )}
        <div className={styles["help"]} lang="en">
          {row.message}
        </div>
      </td>
      {columns.map((column, index) => (
        <td key={index} role="cell" data-label={column}>
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
      {hasFurther ? (
        <td role="cell" data-label={text.further}>
          {row.values.slice(columns.length).join(" | ")}
        </td>
      ) : null}
    </tr>
  );
}

interface PagesProps {
  readonly one: Import;
  readonly edits: Edits;
  readonly canEdit: boolean;
  /** What the lines of the file are called: a sheet has rows. */
  readonly lineName: string;
  readonly onEdit: (line: number, values: readonly string[]) => void;
}

function RowPages({ one, edits, canEdit, lineName, onEdit }: PagesProps) {
  const text = useText(importTexts);
  const pages = usePages();
  const rows = useQuery(
    rowsQuery({ importId: one.importId, list: RowList.REJECTED, pageToken: pages.token }),
  );
  if (rows.isPending) return <Loading />;
  if (rows.isError) return <ErrorState error={rows.error} onRetry={rows.refetch} />;
  const { columns, nextPageToken } = rows.data;
  const hasFurther = rows.data.rows.some(({ values }) => values.length > columns.length);
  return (
    <>
      <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={text.rejectedRows}>
        <table className={`${styles["table"]} ${cards["cards"]}`} role="table">
          <caption className="visually-hidden">{text.rejectedRows}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col">{lineName}</th>
              <th scope="col">{text.why}</th>
              {columns.map((column, index) => (
                <th key={index} scope="col">
                  {column}
                </th>
              ))}
              {hasFurther ? <th scope="col">{text.further}</th> : null}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.data.rows.map((row) => (
              <Row
                key={`${row.line} ${row.code}`}
                row={row}
                columns={columns}
                edited={edits.get(Number(row.line))}
                canEdit={canEdit}
                lineName={lineName}
                hasFurther={hasFurther}
                onEdit={(values) => onEdit(Number(row.line), values)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <PageButtons pages={pages} next={nextPageToken} />
    </>
  );
}

/** The rows that were refused: corrected in their cells, or taken away as a file. */
export function RejectedRows({ one }: { one: Import }) {
  const text = useText(importTexts);
  const words = useText(stepTexts);
  const format = useFormat();
  const plans = usePlans();
  const plan = plans.get(one.importId);
  const sheet = plans.sheet(one.importId);
  const saved = useQuery(profilesQuery).data ?? [];
  const { start } = useStart();
  const [file, setFile] = useState(() => plan && rememberedFile(plan.uploadId)?.file);
  const [isOther, setIsOther] = useState(false);
  const [edits, setEdits] = useState<Edits>(new Map());
  const chosen = useOpenFile((opened) => void take(opened));

  async function take(opened: OpenedFile) {
    const isSame = (await uploadIdOfFile(opened.file)) === plan?.uploadId;
    setIsOther(!isSame);
    if (isSame) setFile(opened.file);
  }

  async function again() {
    if (!file || !plan) return;
    const made = await correctedFile(file, edits, profileOfPlan(plan, saved));
    start.mutate({ file: await madeText(made), plan: correctedPlan(plan, saved), sheet });
  }

  return (
    <Panel
      title={`${text.rejectedRows}: ${format.integer(one.counts?.rejected ?? 0n)}`}
      lead={file ? text.rejectedLead : undefined}
      actions={<DownloadRows one={one} list={RowList.REJECTED} label={text.download} />}
    >
      {plan && !file ? (
        <>
          <FileDrop label={text.againFile} onFile={(next) => chosen.open(next, sheet)} />
          <OpenedAbout state={chosen} />
          <p role="status" className={styles["error"]}>
            {isOther ? text.otherFile : ""}
          </p>
        </>
      ) : null}
      <RowPages
        one={one}
        edits={edits}
        canEdit={file !== undefined && !start.isPending}
        lineName={sheet ? words.lineOfSheet : text.line}
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
