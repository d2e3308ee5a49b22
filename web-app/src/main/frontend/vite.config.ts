import { defineConfig } from "vite";

export default defineConfig({
  base: "/assets/",
  build: {
    outDir: "../../../target/frontend",
    emptyOutDir: true,
    assetsDir: ".",
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: false,
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    rolldownOptions: { input: ["src/main.ts", "src/theme.ts", "src/favicon.svg"] },
  },
});
