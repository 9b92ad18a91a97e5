import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Test code runs on Node itself: n8n's rules for shipped code do not apply to it. */
export default defineConfig(tseslint.configs.recommended, {
	linterOptions: { noInlineConfig: true },
	rules: {
		'no-console': 'off',
		'@typescript-eslint/no-explicit-any': 'error',
		'@typescript-eslint/no-non-null-assertion': 'error',
		'@typescript-eslint/no-unused-vars': 'error',
	},
});
