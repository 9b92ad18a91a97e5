const { mkdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src, watch } = require('gulp');

const { n8n } = require('./package.json');

const sources = ['nodes/**/*.ts', 'credentials/**/*.ts'];
const images = ['icons', 'nodes', 'credentials'].map((room) => `${room}/**/*.{svg,png}`);
const codexFiles = 'nodes/**/*.node.json';

// `base` keeps the folders, so that `file:../../icons/…` means the same in dist as in the sources.
const copy = (globs) => src(globs, { base: '.', encoding: false }).pipe(dest('dist'));

const clean = () => rm('dist', { recursive: true, force: true });

// n8n loads a class from a file of its name.
const entries = [...n8n.nodes, ...n8n.credentials].map((file) => ({
	file,
	className: path.posix.basename(file).split('.')[0],
	source: `./${path.posix.relative('dist', file).replace(/\.js$/, '.ts')}`,
}));

// What every n8n promises a package; all else is bundled, since another package's copy can stand before n8n's own.
const hostModules = ['n8n-workflow', 'luxon', 'lodash', 'lodash/*'];

// One file for all, to which each entry points: what the nodes share in memory (what was sent, whose turn
// it is to poll) stays one, and n8n reads 7 files at its start instead of 190, in a third of the time.
const code = 'dist/nodes/package.js';

// Numbers of other countries are rare, and the plans of all countries take as long to load as all else
// together: what our code imports from here is loaded at its first call.
const loadedWhenCalled = {
	name: 'loaded-when-called',
	setup({ onResolve, onLoad }) {
		const library = /^libphonenumber-js\/mobile$/;
		const name = 'parsePhoneNumberFromString';
		onResolve({ filter: library }, ({ path: from, namespace }) =>
			namespace === 'file' ? { path: from, namespace: 'when-called' } : undefined,
		);
		onLoad({ filter: library, namespace: 'when-called' }, ({ path: from }) => ({
			contents: `exports.${name} = (...given) => require('loaded:${from}').${name}(...given);`,
			resolveDir: __dirname,
		}));
		onResolve({ filter: /^loaded:/ }, ({ path: from }) => ({
			path: from.slice('loaded:'.length),
			namespace: 'loaded',
		}));
		onLoad({ filter: library, namespace: 'loaded' }, ({ path: from }) => ({
			contents: `export { ${name} } from '${from}';`,
			resolveDir: __dirname,
		}));
	},
};

async function compile() {
	await esbuild.build({
		stdin: {
			contents: entries
				.map(({ className, source }) => `export { ${className} } from '${source}';`)
				.join('\n'),
			resolveDir: __dirname,
		},
		outfile: code,
		bundle: true,
		external: hostModules,
		platform: 'node',
		target: 'node20.12',
		charset: 'utf8',
		legalComments: 'none',
		plugins: [loadedWhenCalled],
	});
	for (const { file, className } of entries) {
		const toCode = path.posix.relative(path.posix.dirname(file), code);
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, `exports.${className} = require('${toCode}').${className};\n`);
	}
}

const icons = () => copy(images);
const codex = () => copy(codexFiles);

const build = series(clean, parallel(compile, icons, codex));

const watchSources = () => {
	watch(sources, compile);
	watch(images, icons);
	watch(codexFiles, codex);
};

module.exports = {
	clean,
	compile,
	icons,
	codex,
	watch: series(build, watchSources),
	default: build,
};
