const { cp, mkdir, rm } = require('node:fs/promises');
const path = require('node:path');
const { dest, parallel, series, src, watch } = require('gulp');

const { bundle } = require('./build/bundle');
const { codex } = require('./build/codex');
const { combined, packagesFolder, root, singles, writeSingles } = require('./build/manifests');
const { besideDist } = require('./build/single');

/** A package to build: its package.json, and the folder that gets its `dist`. */
const whole = { manifest: combined(), folder: root };

const clean = ({ folder }) => rm(path.join(folder, 'dist'), { recursive: true, force: true });

/** Icons and output schemas of the providers that a package has. */
function filesOf({ manifest }) {
	const providers = manifest.n8n.nodes.map((file) => path.posix.basename(path.posix.dirname(file)));
	return [...new Set(providers)].flatMap((name) => [
		`icons/${name.charAt(0).toLowerCase()}${name.slice(1)}*.{svg,png}`,
		`nodes/${name}/**/*.{svg,png}`,
		`nodes/${name}/**/__schema__/**/*.json`,
	]);
}

// `base` keeps the folders, so that `file:../../icons/…` means the same in dist as in the sources.
const copyFiles = (target) =>
	src(filesOf(target), { base: '.', encoding: false }).pipe(dest(path.join(target.folder, 'dist')));

/** The tasks that build one package, by name as gulp shows them. */
function tasksFor(target) {
	const tasks = {
		clean: () => clean(target),
		compile: () => bundle(target),
		files: () => copyFiles(target),
		codex: () => codex(target),
	};
	return {
		...tasks,
		build: series(tasks.clean, parallel(tasks.compile, tasks.files, tasks.codex)),
	};
}

const { compile, files, codex: codexOfWhole, build } = tasksFor(whole);

/** Beside the combined package, one for each service: n8n verifies only such. */
async function packages() {
	writeSingles();
	for (const manifest of singles()) {
		const target = { manifest, folder: path.join(packagesFolder, manifest.name) };
		await done(tasksFor(target).build);
		await besideDist(target);
	}
}

/** The combined package as it would be with zod 4, for the integration floor alone. */
async function zod4() {
	const folder = path.join(root, 'dist-zod4');
	await mkdir(folder, { recursive: true });
	await cp(path.join(root, 'package.json'), path.join(folder, 'package.json'));
	await done(tasksFor({ ...whole, folder, alias: { zod: 'zod4' } }).build);
}

const done = (task) =>
	new Promise((resolve, reject) => task((fault) => (fault ? reject(fault) : resolve())));

const watchSources = () => {
	watch(['nodes/**/*.ts', 'credentials/**/*.ts'], compile);
	watch(filesOf(whole), files);
	watch('nodes/**/*.node.json', codexOfWhole);
};

module.exports = {
	packages,
	zod4,
	watch: series(build, watchSources),
	default: build,
};
