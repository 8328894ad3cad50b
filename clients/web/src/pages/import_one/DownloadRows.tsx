import { useMutation } from "@tanstack/react-query";
import { rejectedRowsFile } from "@/api/imports.ts";
import { problemOf } from "@/api/problem.ts";
import { download } from "@/files/download.ts";
import { RowList, type Import } from "@/gen/anchorledger/api/v1/import_pb";
import { Button } from "@/ui/Button.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";

interface Props {
  readonly one: Import;
  readonly list: RowList;
  readonly label: string;
}

/** All rows of a list as a CSV file. */
export function DownloadRows({ one, list, label }: Props) {
  const loading = useMutation({
    mutationFn: () => rejectedRowsFile(one.importId, list),
    onSuccess: (blob) => download(`${label} ${one.fileName || one.importId}.csv`, blob),
  });
  return (
    <>
      <Button isDisabled={loading.isPending} onPress={() => loading.mutate()}>
        {label}
      </Button>
      {loading.error ? <ProblemState problem={problemOf(loading.error)} /> : null}
    </>
  );
}
