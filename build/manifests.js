const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const packagesFolder = path.join(root, 'packages');

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The combined package: the one place of version, licence, author and address. */
const combined = () => readJson(path.join(root, 'package.json'));

/** What a package of one service shares with the combined one; the rest of its package.json is its own. */
function withSharedFacts(own, { version, license, bugs, homepage, author, repository, engines }) {
	const { name, description, keywords, n8n } = own;
	return {
		name,
		version,
		description,
		keywords,
		license,
		homepage,
		bugs,
		author,
		repository: { ...repository, directory: `packages/${name}` },
		engines,
		files: ['dist', 'examples', 'CHANGELOG.md'],
		n8n,
		peerDependencies: combined().peerDependencies,
	};
}

const singleNames = () =>
	readdirSync(packagesFolder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort();

const fileOf = (name) => path.join(packagesFolder, name, 'package.json');

/** The package.json of each package of one service, as it has to be. */
const singles = () =>
	singleNames().map((name) => withSharedFacts(readJson(fileOf(name)), combined()));

const format = (manifest) => `${JSON.stringify(manifest, null, 2)}\n`;

/** Names of the packages whose package.json does not have the facts of the combined one. */
const stale = () =>
	singles()
		.filter((manifest) => readFileSync(fileOf(manifest.name), 'utf8') !== format(manifest))
		.map(({ name }) => name);

const writeSingles = () =>
	singles().forEach((manifest) => writeFileSync(fileOf(manifest.name), format(manifest)));

module.exports = { root, packagesFolder, combined, singles, stale, writeSingles };
