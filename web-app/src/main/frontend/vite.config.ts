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
    rolldownOptions: { input: ["src/main.ts"] },
  },
});
