import { readFileSync } from 'node:fs';
import path from 'node:path';

import { codesPage } from '../../docs/codes';

it('docs/codes.md says what the tables of the nodes say: "npm run docs:codes" writes it anew', () => {
	const page = readFileSync(path.resolve(__dirname, '../../../docs/codes.md'), 'utf8');
	expect(page).toBe(codesPage());
});
