// Apart from directory.ts, because it brings the vocabulary of the registry with it: the first view
// shows its figures before it has that.
import { createClient } from "@connectrpc/connect";
import { DirectoryService } from "@/gen/anchorledger/api/v1/directory_pb";
import { transport } from "./transport.ts";

export const directoryClient = createClient(DirectoryService, transport);
