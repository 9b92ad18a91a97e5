const { mkdir, readFile, writeFile } = require('node:fs/promises');
const path = require('node:path');

const { entriesOf } = require('./bundle');
const { root } = require('./manifests');

/** The codex of each node, with the package's name before the node's and the addresses of package.json. */
async function codex({ manifest, folder }) {
	const nodes = entriesOf(manifest).filter(({ file }) => manifest.n8n.nodes.includes(file));
	for (const { file, source } of nodes) {
		const { node, ...rest } = JSON.parse(
			await readFile(path.join(root, source.replace(/ts$/, 'json')), 'utf8'),
		);
		const page = manifest.homepage.replace(/#.*$/, '');
		const built = {
			node: `${manifest.name}.${node}`,
			...rest,
			resources: {
				credentialDocumentation: [{ url: `${page}#credentials` }],
				primaryDocumentation: [{ url: manifest.homepage }],
			},
		};
		const target = path.join(folder, file.replace(/js$/, 'json'));
		await mkdir(path.dirname(target), { recursive: true });
		await writeFile(target, `${JSON.stringify(built, null, 2)}\n`);
	}
}

module.exports = { codex };
