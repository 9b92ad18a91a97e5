/**
 * Names what is still a placeholder in package.json, or not in step with it: whoever publishes the package
 * enters an owner, an address and an author of their own. `--warn` tells it without failing.
 */
const { combined, stale } = require('../build/manifests');
const { differing, pageOf } = require('./facts');

/** Top-level domains that nobody can own (RFC 2606). */
const RESERVED = /\.(example|invalid|test|localhost)$/;

function findings() {
	const manifest = combined();
	const { name, author } = manifest;
	const found = [];
	const owner = /^https:\/\/github\.com\/([^/]+)\/[^/]+$/.exec(pageOf(manifest))?.[1];
	if (owner === undefined) found.push('"repository" is no address at GitHub.');
	if (owner === name) found.push(`"repository" has the placeholder ${owner} as its owner.`);
	if (RESERVED.test(author.email))
		found.push(`The author's address ${author.email} reaches nobody.`);
	if (author.name === `${name} contributors`) {
		found.push(`The author's name ${author.name} is a placeholder.`);
	}
	for (const file of [...differing().map((entry) => entry.name), ...stale()]) {
		found.push(`${file} does not say what package.json says. Run: npm run facts`);
	}
	return found;
}

const found = findings();
found.forEach((finding) => console.error(finding));
console.log(`${found.length} to settle before a release`);
process.exitCode = found.length > 0 && !process.argv.includes('--warn') ? 1 : 0;
