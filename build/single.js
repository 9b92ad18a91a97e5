const { cp, mkdir, readFile, readdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');

const { moved } = require('../scripts/moveWorkflow');
const { combined, root } = require('./manifests');
const { readmeOf } = require('./readme');

/**
 * Puts beside the `dist` of a package of one service what else it ships: its README, its examples with
 * its own node types, licence and changelog.
 */
async function besideDist({ manifest, folder }) {
	await writeFile(path.join(folder, 'README.md'), readmeOf(manifest, combined()));
	for (const file of ['LICENSE', 'CHANGELOG.md']) {
		await cp(path.join(root, file), path.join(folder, file));
	}
	const examples = path.join(folder, 'examples');
	await rm(examples, { recursive: true, force: true });
	await mkdir(examples);
	for (const name of await readdir(path.join(root, 'examples'))) {
		const workflow = moved(JSON.parse(await readFile(path.join(root, 'examples', name), 'utf8')));
		if (workflow.nodes.every(({ type }) => isFor(manifest, type))) {
			await writeFile(path.join(examples, name), `${JSON.stringify(workflow, null, 2)}\n`);
		}
	}
}

/** Whether a node comes with n8n itself or with this package. */
function isFor({ name }, type) {
	return !/^n8n-nodes-(raygansms|turkeysms)\./.test(type) || type.startsWith(`${name}.`);
}

module.exports = { besideDist };
