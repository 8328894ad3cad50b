import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import { isMoney } from "../entered.ts";
import {
  DayInput,
  FlagInput,
  LinesInput,
  PeriodInput,
  TextInput,
  WordInput,
  WordsInput,
} from "./controls.tsx";
import { DigestInput } from "./DigestInput.tsx";
import { GroupInput, GroupsInput } from "./GroupInput.tsx";
import type { InputProps } from "./input.ts";
import { LateReasonInput } from "./LateReason.tsx";
import { MoneyInput, NumberInput } from "./numbers.tsx";
import { ReferenceInput } from "./ReferenceInput.tsx";

/** The control that suits what a field holds. */
export function FieldInput(props: InputProps) {
  const { isList, parts, words, rule, name, owner } = props.field;
  if (owner === "EventHeader" && name === "late_reason") return <LateReasonInput {...props} />;
  const isValue =
    isMoney(rule.kind) || rule.kind === FieldKind.DATE || rule.kind === FieldKind.PERIOD;
  if (isList) {
    if (words) return <WordsInput {...props} />;
    return parts.length > 0 ? <GroupsInput {...props} /> : <LinesInput {...props} />;
  }
  if (parts.length > 0 && !isValue) return <GroupInput {...props} />;
  switch (rule.kind) {
    case FieldKind.MONEY:
    case FieldKind.MONEY_SIGNED:
      return <MoneyInput {...props} />;
    case FieldKind.DATE:
      return <DayInput {...props} />;
    case FieldKind.PERIOD:
      return <PeriodInput {...props} />;
    case FieldKind.FLAG:
      return <FlagInput {...props} />;
    case FieldKind.ENUM:
      return <WordInput {...props} />;
    case FieldKind.SHA256:
      return <DigestInput {...props} />;
    case FieldKind.COUNT:
    case FieldKind.BASIS_POINTS:
    case FieldKind.HUNDREDTHS:
    case FieldKind.WAGE_MINOR_PER_HOUR:
    case FieldKind.INTEGER:
    case FieldKind.POSITION:
      return <NumberInput {...props} />;
    default:
      return rule.refersTo === "" ? <TextInput {...props} /> : <ReferenceInput {...props} />;
  }
}
