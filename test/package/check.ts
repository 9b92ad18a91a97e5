/**
 * Packs the package as npm would publish it and holds the tarball against what n8n and its users
 * expect: size, contents, every node and credential loads, icons, codex, n8n's published rules.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../..');
const sizeLimit = 150_000;
const loadRuns = 5;
const besideDist = ['README.md', 'LICENSE', 'package.json', 'CHANGELOG.md'];

const packed = z.tuple([
	z.object({
		filename: z.string(),
		size: z.number(),
		unpackedSize: z.number(),
		files: z.array(z.object({ path: z.string() })),
	}),
]);
const entry = z.object({
	path: z.string(),
	icons: z.array(z.string()),
	fault: z.string().optional(),
});
type Entry = z.infer<typeof entry>;
const loaded = z.object({ milliseconds: z.number(), entries: z.array(entry) });
const codex = z.object({ node: z.string(), categories: z.array(z.string()).min(1) });

const run = (command: string, args: string[], cwd: string) =>
	execFileSync(command, args, {
		cwd,
		encoding: 'utf8',
		env: { ...process.env, NODE_PATH: join(root, 'node_modules') },
	});

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

function sizeAndContents(size: number, paths: string[]): string[] {
	const tooLarge = `The tarball has ${kilobytes(size)}, the limit is ${kilobytes(sizeLimit)}.`;
	const missing = besideDist.filter((path) => !paths.includes(path));
	const foreign = paths.filter(
		(path) =>
			!besideDist.includes(path) &&
			(!/^dist\/(nodes|credentials|icons)\/.+\.(js|json|svg|png)$/.test(path) ||
				/\.(test|spec)\./.test(path)),
	);
	return [
		...(size < sizeLimit ? [] : [tooLarge]),
		...missing.map((path) => `${path} is missing from the tarball.`),
		...foreign.map((path) => `${path} does not belong in the tarball.`),
	];
}

/** The entries come from a process of its own that stands outside the project. */
function load(folder: string) {
	const output = run(process.execPath, [join(__dirname, 'load.mjs'), folder], dirname(folder));
	return loaded.parse(JSON.parse(output));
}

/** What looks like a node or a credential but is not named in package.json: n8n would not see it. */
function unnamed(paths: string[], entries: Entry[]): string[] {
	return paths
		.filter((path) => /\.(node|credentials)\.js$/.test(path))
		.filter((path) => !entries.some((entry) => entry.path === path))
		.map((path) => `${path} is not named under "n8n" in package.json.`);
}

function iconAndCodex(folder: string, { path, icons, fault }: Entry): string[] {
	if (fault !== undefined) return [`${path} does not load: ${fault}.`];
	const file = join(folder, path);
	const absent = icons.filter(
		(icon) => !existsSync(resolve(dirname(file), icon.replace(/^file:/, ''))),
	);
	return [
		...(icons.length > 0 ? [] : [`${path} names no icon.`]),
		...absent.map((icon) => `${path} names the icon ${icon}, which is not in the tarball.`),
		...(path.endsWith('.node.js') ? codexFindings(file.replace(/js$/, 'json'), path) : []),
	];
}

function codexFindings(codexFile: string, path: string): string[] {
	if (!existsSync(codexFile)) return [`${path} has no codex (.node.json) beside it.`];
	const parsed = codex.safeParse(JSON.parse(readFileSync(codexFile, 'utf8')));
	return parsed.success ? [] : [`The codex of ${path} needs a node and a category.`];
}

/** Both halves of n8n's scan before verification: the sources, and what was packed of them. */
async function publishedRules(folder: string): Promise<string[]> {
	const scanner = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const scans = [
		await scanner.analyzePackage(root, scanner.SOURCE_FILE_PATTERNS),
		await scanner.analyzePackage(folder, ['**/*.js', 'package.json']),
	];
	return scans
		.filter(({ passed }) => !passed)
		.map(({ message, details }) => `n8n's published rules: ${message}.\n${details ?? ''}`);
}

async function main(scratch: string) {
	if (!existsSync(join(root, 'dist'))) {
		execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' });
	}

	const packArgs = ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch];
	const [tarball] = packed.parse(JSON.parse(run('npm', packArgs, root)));
	run('tar', ['-xzf', tarball.filename], scratch);
	const folder = join(scratch, 'package');

	const { entries } = load(folder);
	const times = Array.from({ length: loadRuns }, () => load(folder).milliseconds);
	const median = times.sort((a, b) => a - b).at(loadRuns >> 1);
	const paths = tarball.files.map(({ path }) => path);

	const findings = [
		...sizeAndContents(tarball.size, paths),
		...unnamed(paths, entries),
		...entries.flatMap((entry) => iconAndCodex(folder, entry)),
		...(await publishedRules(folder)),
	];

	console.log(`tarball   ${kilobytes(tarball.size)} (${kilobytes(tarball.unpackedSize)} unpacked)`);
	console.log(`files     ${paths.length}`);
	console.log(`load      ${median?.toFixed(0)} ms (median of ${loadRuns} fresh processes)`);
	console.log(`findings  ${findings.length}`);
	findings.forEach((finding) => console.error(finding));
	process.exitCode = findings.length > 0 ? 1 : 0;
}

const scratch = mkdtempSync(join(tmpdir(), 'package-check-'));
// The scanner makes a temporary folder of its own and leaves it behind.
process.env.TMPDIR = scratch;
void main(scratch).finally(() => rmSync(scratch, { recursive: true, force: true }));
