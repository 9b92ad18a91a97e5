/**
 * Packs the combined package and those of one service as npm would publish them and holds each tarball
 * against what n8n and its users expect: size, contents, every node and credential loads, icons, codex,
 * modules that every host has, licences of what is bundled, n8n's published rules.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../..');
const singles = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));
const sizeLimit = 200_000;
/** What loading should take (ms); only told, since it depends on the machine. */
const loadAim = 30;
const loadRuns = 5;
const code = 'dist/nodes/package.js';
const licences = 'dist/THIRD_PARTY_LICENSES.txt';
const hostModules = /^(n8n-workflow|luxon|lodash(\/\w+)?|crypto)$/;
const besideDist = ['README.md', 'LICENSE', 'package.json', 'CHANGELOG.md', licences];

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
			(!/^(dist\/(nodes|credentials|icons)|examples)\/.+\.(js|json|svg|png)$/.test(path) ||
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

/** What the built code asks its host for. */
function requiredModules(folder: string): string[] {
	const text = readFileSync(join(folder, code), 'utf8');
	const found = [...text.matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)].flatMap(
		([, name]) => name ?? [],
	);
	return [...new Set(found)].sort();
}

/** esbuild heads each file that it took in with its path. */
function withoutLicence(folder: string): string[] {
	const text = readFileSync(join(folder, code), 'utf8');
	const heads = text.matchAll(/^\s*\/\/ (?:.*\/)?node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm);
	const bundled = new Set([...heads].flatMap(([, name]) => name ?? []));
	const named = readFileSync(join(folder, licences), 'utf8');
	return [...bundled]
		.filter((name) => !named.includes(`\n${name} `))
		.map((name) => `${name} is bundled, but ${licences} does not name it.`);
}

function foreignModules(folder: string): string[] {
	return requiredModules(folder)
		.filter((name) => !hostModules.test(name))
		.map(
			(name) => `The built code asks the host for ${name}, which not every n8n promises a package.`,
		);
}

/** Both halves of n8n's scan before verification: the sources, and what was packed of them. */
async function publishedRules(source: string, folder: string): Promise<string[]> {
	const scanner = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const scans = [
		await scanner.analyzePackage(source, scanner.SOURCE_FILE_PATTERNS),
		await scanner.analyzePackage(folder, ['**/*.js', 'package.json']),
	];
	return scans
		.filter(({ passed }) => !passed)
		.map(({ message, details }) => `n8n's published rules: ${message}.\n${details ?? ''}`);
}

/**
 * Checks one package.
 *
 * @param source the folder of its package.json
 * @param scratch an empty folder
 * @returns how many findings there are
 */
async function check(source: string, scratch: string): Promise<number> {
	const packArgs = ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch];
	const [tarball] = packed.parse(JSON.parse(run('npm', packArgs, source)));
	run('tar', ['-xzf', tarball.filename], scratch);
	const folder = join(scratch, 'package');

	const { entries } = load(folder);
	const times = Array.from({ length: loadRuns }, () => load(folder).milliseconds);
	const median = times.sort((a, b) => a - b).at(loadRuns >> 1) ?? NaN;
	const paths = tarball.files.map(({ path }) => path);

	const findings = [
		...sizeAndContents(tarball.size, paths),
		...unnamed(paths, entries),
		...entries.flatMap((entry) => iconAndCodex(folder, entry)),
		...foreignModules(folder),
		...withoutLicence(folder),
		...(await publishedRules(source, folder)),
	];

	const slow = median > loadAim ? `, more than the ${loadAim} ms that it should take` : '';
	console.log(tarball.filename);
	console.log(`tarball   ${kilobytes(tarball.size)} (${kilobytes(tarball.unpackedSize)} unpacked)`);
	console.log(`files     ${paths.length}`);
	console.log(`load      ${median.toFixed(0)} ms (median of ${loadRuns} fresh processes)${slow}`);
	console.log(`requires  ${requiredModules(folder).join(', ')}`);
	console.log(`findings  ${findings.length}\n`);
	findings.forEach((finding) => console.error(finding));
	return findings.length;
}

async function main(scratch: string) {
	execFileSync('npm', ['run', '--silent', 'build:packages'], { cwd: root, stdio: 'inherit' });
	for (const source of [root, ...singles]) {
		const folder = mkdtempSync(join(scratch, 'one-'));
		if ((await check(source, folder)) > 0) process.exitCode = 1;
	}
}

const scratch = mkdtempSync(join(tmpdir(), 'package-check-'));
// The scanner makes a temporary folder of its own and leaves it behind.
process.env.TMPDIR = scratch;
void main(scratch).finally(() => rmSync(scratch, { recursive: true, force: true }));
