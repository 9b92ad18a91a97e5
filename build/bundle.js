const { mkdir, writeFile } = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');

const { licencesOf } = require('./licences');
const { loadedWhenCalled } = require('./loadedWhenCalled');
const { root } = require('./manifests');

// What every n8n promises a package; all else is bundled, since another package's copy can stand before n8n's own.
const hostModules = ['n8n-workflow', 'luxon', 'lodash', 'lodash/*'];

// One file for all, to which each entry points: what the nodes share in memory (what was sent, whose turn
// it is to poll) stays one, and n8n reads 7 files at its start instead of 190, in a third of the time.
const code = 'dist/nodes/package.js';

/** n8n loads a class from a file of its name. */
function entriesOf({ n8n }) {
	return [...n8n.nodes, ...n8n.credentials].map((file) => ({
		file,
		className: path.posix.basename(file).split('.')[0],
		source: `./${path.posix.relative('dist', file).replace(/\.js$/, '.ts')}`,
	}));
}

/**
 * Bundles the nodes and credentials that a manifest names into `dist` of a folder, with a file that names
 * the licences of what came along.
 *
 * @param alias other packages in the place of imported ones
 */
async function bundle({ manifest, folder, alias = {} }) {
	const entries = entriesOf(manifest);
	const { metafile } = await esbuild.build({
		stdin: {
			contents: entries
				.map(({ className, source }) => `export { ${className} } from '${source}';`)
				.join('\n'),
			resolveDir: root,
		},
		absWorkingDir: root,
		outfile: path.join(folder, code),
		alias,
		bundle: true,
		external: hostModules,
		platform: 'node',
		target: 'node20.12',
		charset: 'utf8',
		legalComments: 'none',
		// Names stay as they are; the indentation of what is bundled is a tenth of the tarball.
		minifyWhitespace: true,
		metafile: true,
		plugins: [loadedWhenCalled],
	});
	for (const { file, className } of entries) {
		const toCode = path.posix.relative(path.posix.dirname(file), code);
		const target = path.join(folder, file);
		await mkdir(path.dirname(target), { recursive: true });
		await writeFile(target, `exports.${className} = require('${toCode}').${className};\n`);
	}
	await writeFile(path.join(folder, 'dist/THIRD_PARTY_LICENSES.txt'), licencesOf(metafile));
}

module.exports = { bundle, entriesOf };
