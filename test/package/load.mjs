/**
 * Loads every node and credential of an unpacked package the way n8n does: the class is named after
 * its file, and the host's modules are found through NODE_PATH. `node load.mjs <folder>` prints
 * `{ milliseconds, entries: [{ path, icons, fault? }] }`; paths are as package.json has them.
 */
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { argv, stdout } from 'node:process';

const folder = argv[2];
const require = createRequire(join(folder, 'package.json'));
const { n8n, peerDependencies } = require('./package.json');

const load = (path) => {
	try {
		const [className] = basename(path).split('.');
		const type = new (require(join(folder, path))[className])();
		const { icon } = type.description ?? type;
		return { path, icons: typeof icon === 'string' ? [icon] : Object.values(icon ?? {}) };
	} catch (cause) {
		return { path, icons: [], fault: String(cause) };
	}
};

// In n8n the peers are loaded long before, so their time is not the package's.
Object.keys(peerDependencies).forEach((peer) => require(peer));

const start = performance.now();
const entries = [...n8n.nodes, ...n8n.credentials].map(load);
stdout.write(JSON.stringify({ milliseconds: performance.now() - start, entries }));
