import { describe, expect, it } from "vitest";
import { clock } from "./countdown";
import { localTime } from "./local-time";
import { isPicture } from "./preview";
import { nextTheme } from "./theme-toggle";

describe("the countdown", () => {
  it.each([
    [0, "0:00"],
    [-5_000, "0:00"],
    [1, "0:01"],
    [59_000, "0:59"],
    [60_000, "1:00"],
    [3_599_001, "1:00:00"],
    [3_661_000, "1:01:01"],
    [90_000_000, "25:00:00"],
  ])("writes %d ms as %s", (milliseconds, text) => {
    expect(clock(milliseconds)).toBe(text);
  });
});

describe("local times", () => {
  it("are in the reader's zone and language", () => {
    expect(localTime("2026-01-31T23:30:00Z", "de", "Europe/Berlin")).toBe("01.02.2026, 00:30");
    expect(localTime("2026-01-31T23:30:00Z", "en", "America/New_York")).toMatch(
      /^Jan 31, 2026, 6:30\sPM$/,
    );
  });

  it("are left alone where they are none", () => {
    expect(localTime("yesterdayT", "en")).toBe("");
  });
});

it("goes through the themes and back to the system's", () => {
  expect(nextTheme("system")).toBe("light");
  expect(nextTheme("light")).toBe("dark");
  expect(nextTheme("dark")).toBe("system");
});

it("previews pictures that browsers can show, and no scripts in SVG", () => {
  expect(isPicture({ type: "image/webp" })).toBe(true);
  expect(isPicture({ type: "image/svg+xml" })).toBe(false);
  expect(isPicture({ type: "text/html" })).toBe(false);
});
