const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

const { root } = require('./manifests');

const PACKAGE_FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENCE_FILE = /^(licen[cs]e|copying)/i;

/** The folders of the packages of which something is in the built file. */
function bundledFolders({ outputs }) {
	const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
	const folders = inputs
		.filter(([, { bytesInOutput }]) => bytesInOutput > 0)
		.flatMap(([file]) => PACKAGE_FOLDER.exec(file)?.[0] ?? []);
	return [...new Set(folders)].sort();
}

function licenceOf(folder) {
	const { name, version, license } = JSON.parse(
		readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
	);
	const file = readdirSync(path.join(root, folder)).find((entry) => LICENCE_FILE.test(entry));
	if (file === undefined) throw new Error(`${name} is bundled, but brings no text of its licence`);
	const text = readFileSync(path.join(root, folder, file), 'utf8').trim();
	return `${name} ${version} (${license})\n\n${text}\n`;
}

/** Name, version and licence of each package that esbuild took code from, as text. */
function licencesOf(metafile) {
	const rule = `\n${'-'.repeat(80)}\n\n`;
	return [
		'This package contains code of the following packages.\n',
		...bundledFolders(metafile).map(licenceOf),
	].join(rule);
}

module.exports = { licencesOf };
