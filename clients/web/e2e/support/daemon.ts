// A real anchorledgerd with a ledger of its own, on free ports of this machine.
import { spawn, execFileSync, type ChildProcess } from "node:child_process";
import {
  closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../../..", import.meta.url));
const programs = process.env["ANCHORLEDGER_BIN"] ?? join(repository, "build/release/bin");
const pages = join(repository, "clients/web/dist");

const START_MAX_MS = 20_000;
const LOOK_AGAIN_MS = 50;

/** The people of the tests: name, organisation, roles. */
const people = {
  everything: ["network", "stw cb fin hr sc par exec sys eval operator"],
  finance: ["boston-medical-center", "fin sc hr"],
  coordinator: ["boston-medical-center", "cb"],
  partner: ["bartlett-market", "par"],
  evaluator: ["network", "eval"],
  trust: ["barts", "fin sc hr"],
  royalFree: ["royal-free", "fin sc hr"],
  kings: ["kings", "fin sc hr"],
  lender: ["ppp", "stw cb fin hr sc par exec sys"],
  operator: ["network", "operator"],
} as const;
export type Person = keyof typeof people;

/** A ledger at rest: its folder, and tokens that let people in to a daemon on a copy of it. */
export type Rest = Pick<Daemon, "folder" | "tokens">;

/** One daemon. `stop` also removes its ledger. */
export class Daemon {
  readonly folder = mkdtempSync(join(tmpdir(), "anchorledger-web-"));
  readonly tokens = {} as Record<Person, string>;
  private child: ChildProcess | undefined;
  // Free ones at first; the same again when it is launched again.
  private ports = { grpc: "0", http: "0" };

  private constructor() {}

  get origin(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  /** A daemon that answers, with a token for each of the people. */
  static async start(): Promise<Daemon> {
    const daemon = new Daemon();
    for (const [name, [organisation, roles]] of Object.entries(people)) {
      daemon.tokens[name as Person] = daemon.run("anchorledgerd", [
        "token", "create", "--tokens-file", join(daemon.folder, "tokens"), "--tenant", "demo",
        "--actor", `demo-${name}`, "--org", organisation,
        ...roles.split(" ").flatMap((role) => ["--role", role]),
      ]).trim();
    }
    await daemon.launch();
    return daemon;
  }

  /** A daemon on a copy of a ledger at rest. */
  static async onCopyOf({ folder, tokens }: Rest): Promise<Daemon> {
    const daemon = new Daemon();
    for (const part of ["ledger", "tokens"]) {
      cpSync(join(folder, part), join(daemon.folder, part), { recursive: true });
    }
    Object.assign(daemon.tokens, tokens);
    await daemon.launch();
    return daemon;
  }

  /** Loads the demo with the command line client. */
  loadDemo(): void {
    this.client("demo");
  }

  /** The command line client, as the person who may do everything. */
  client(...args: string[]): string {
    const token = join(this.folder, "everything.token");
    writeFileSync(token, this.tokens.everything, { mode: 0o600 });
    const server = `127.0.0.1:${this.ports.grpc}`;
    return this.run("anchorledger", ["--server", server, "--token-file", token, ...args]);
  }

  /** Runs commands for the machine of the server, one a line; each must succeed. */
  shell(commands: string): void {
    const env = { ...process.env, PATH: `${programs}:${process.env["PATH"] ?? ""}` };
    execFileSync("/bin/sh", ["-e", "-c", commands], { env, stdio: "pipe" });
  }

  async launch(): Promise<void> {
    const log = openSync(join(this.folder, "log"), "a");
    this.child = spawn(
      join(programs, "anchorledgerd"),
      [
        "--data-dir", join(this.folder, "ledger"),
        "--listen", `127.0.0.1:${this.ports.grpc}`,
        "--http-listen", `127.0.0.1:${this.ports.http}`,
        "--web-dir", pages,
        "--tokens-file", join(this.folder, "tokens"),
      ],
      { stdio: ["ignore", log, log] },
    );
    closeSync(log);
    const until = Date.now() + START_MAX_MS;
    while (!(await this.answers())) {
      if (this.child.exitCode !== null || Date.now() > until) {
        throw new Error(`anchorledgerd did not start:\n${this.log()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  /** Ends the process the hard way, or politely; the ledger stays. */
  async kill(signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }

  log(): string {
    return readFileSync(join(this.folder, "log"), "utf8");
  }

  private async answers(): Promise<boolean> {
    const serving = / serving .* port=(\d+) http=(\d+) /.exec(this.log());
    if (!serving) return false;
    this.ports = { grpc: serving[1]!, http: serving[2]! };
    return fetch(`${this.origin}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
  }

  private run(program: string, args: string[]): string {
    return execFileSync(join(programs, program), args, { encoding: "utf8", stdio: "pipe" });
  }
}
