import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { codesPage } from './codes';

writeFileSync(path.join(__dirname, '../../docs/codes.md'), codesPage());
