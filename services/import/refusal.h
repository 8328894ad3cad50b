// What the ledger says against a row, in the words of its file.
#pragma once

#include "proto/base/status.h"
#include "services/import/row_mapper.h"
#include "services/import/row_problem.h"

namespace anchorledger::importing {

// A refusal by the checks as the problem of a row: its reason as code, the column that the field at
// fault was mapped from, and the message as a sentence.
RowProblem ProblemOf(const base::Status& status, const MappedRow& row);

}  // namespace anchorledger::importing
