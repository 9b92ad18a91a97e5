/**
 * Repository, author and version are kept in package.json alone. `node scripts/facts.js` writes what
 * follows from them into the other files; with --check it only names the files that differ.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const { combined, root, stale, writeSingles } = require('../build/manifests');

/** The page of the repository, without a slash at the end. */
const pageOf = ({ repository }) => repository.url.replace(/^git\+/, '').replace(/\.git$/, '');

const fill = (pattern, value) => (text) =>
	text.replace(pattern, (_, before, after) => before + value + after);

/** What each file takes from package.json. Every pattern has what stands before the fact and after it. */
function fillsOf(manifest) {
	const page = pageOf(manifest);
	const documentation = fill(/(documentationUrl =\s*')[^']*(')/, `${page}#credentials`);
	const issues = fill(/(\]\()https:\/\/[^)\s]+?(\/issues\))/g, page);
	return {
		'package.json': [
			fill(/("homepage": ")[^"]*(")/, `${page}#readme`),
			fill(/("bugs": \{\s*"url": ")[^"]*(")/, `${page}/issues`),
		],
		'README.md': [issues],
		'docs/troubleshooting.md': [issues],
		'CHANGELOG.md': [fill(/(^\[[^\]]+\]: )\S+?(\/(?:compare|releases)\/)/gm, page)],
		LICENSE: [fill(/(^Copyright \(c\) \d+ ).*()$/m, manifest.author.name)],
		'credentials/RayganSmsApi.credentials.ts': [documentation],
		'credentials/TurkeySmsApi.credentials.ts': [documentation],
	};
}

/** The files whose text differs from what package.json says, with the text that they should have. */
function differing() {
	return Object.entries(fillsOf(combined())).flatMap(([name, fills]) => {
		const file = path.join(root, name);
		const text = readFileSync(file, 'utf8');
		const filled = fills.reduce((before, apply) => apply(before), text);
		return filled === text ? [] : [{ name, file, filled }];
	});
}

module.exports = { differing, pageOf };

if (require.main === module) {
	if (process.argv.includes('--check')) {
		const names = [
			...differing().map(({ name }) => name),
			...stale().map((name) => `packages/${name}`),
		];
		names.forEach((name) =>
			console.error(`${name} does not say what package.json says. Run: npm run facts`),
		);
		process.exitCode = names.length > 0 ? 1 : 0;
	} else {
		differing().forEach(({ file, filled }) => writeFileSync(file, filled));
		writeSingles();
	}
}
