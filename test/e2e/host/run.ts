import { spawn } from 'node:child_process';

/** Takes one line of progress, without a line end. */
export type Log = (line: string) => void;

/** For tests, whose standard output belongs to Jest. */
export const logToStderr: Log = (line) => {
	process.stderr.write(`${line}\n`);
};

export interface RunOptions {
	/** What the command does, in words for whoever waits: "Installing n8n" */
	readonly label: string;
	readonly log: Log;
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
}

const PROGRESS_MS = 10_000;
const LINES_KEPT = 15;

/**
 * Runs a command to its end, and says every ten seconds that it is still at it.
 *
 * @returns what the command wrote to its standard output
 * @throws Error with the label, the command and its last lines, if it cannot start or ends non-zero
 */
export async function run(
	command: string,
	args: readonly string[],
	{ label, log, cwd, env = process.env }: RunOptions,
): Promise<string> {
	const started = Date.now();
	const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
	const progress = setInterval(() => log(`${label}: ${seconds()} so far`), PROGRESS_MS);
	log(`${label} …`);
	let stdout = '';
	let everything = '';
	try {
		const exit = await new Promise<string>((resolve, reject) => {
			const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
			child.stdout.setEncoding('utf8').on('data', (text: string) => {
				stdout += text;
				everything += text;
			});
			child.stderr.setEncoding('utf8').on('data', (text: string) => (everything += text));
			child.once('error', reject);
			child.once('close', (code, signal) => resolve(signal ?? String(code)));
		});
		if (exit !== '0') throw new Error(`it ended with ${exit}`);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		const lastLines = everything.trimEnd().split('\n').slice(-LINES_KEPT).join('\n');
		throw new Error(
			`${label} did not work, ${reason} after ${seconds()}: ${command} ${args.join(' ')}\n${lastLines}`,
		);
	} finally {
		clearInterval(progress);
	}
	log(`${label}: done in ${seconds()}`);
	return stdout;
}
