declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	/** What the scanner lints in a source checkout. */
	export const SOURCE_FILE_PATTERNS: string[];

	/** Lints the files of a folder with n8n's published rules, inline configuration off. */
	export function analyzePackage(
		packageDir: string,
		filePatterns?: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}
