const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src, watch } = require('gulp');

const sources = ['nodes/**/*.ts', 'credentials/**/*.ts'];
const images = ['icons', 'nodes', 'credentials'].map((room) => `${room}/**/*.{svg,png}`);
const codexFiles = 'nodes/**/*.node.json';

// `base` keeps the folders, so that `file:../../icons/…` means the same in dist as in the sources.
const copy = (globs) => src(globs, { base: '.', encoding: false }).pipe(dest('dist'));

const clean = () => rm('dist', { recursive: true, force: true });

// File by file, never bundled: module state has to stay one over all nodes of the package.
const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], {
		stdio: 'inherit',
	});

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
