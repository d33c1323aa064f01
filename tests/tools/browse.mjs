// Opens pages of a built site in Chromium, as a reader with a memory stick would: from files, with no server.
//
//     node browse.mjs SITE PAGES.json
//
// SITE is the folder of a built site, PAGES.json a list of pages below it: ["index.html", "en/index.html"]. Each page is
// opened three times: on a phone (360 pixels wide), on a desktop (1280), and on a phone with scripts switched off. What
// was seen is printed as JSON, one object a visit; nothing is judged here, that is the work of tests/with_tools. The
// exit code is 0 when every page could be visited, whatever was seen.
//
// The browser is that of the environment variable CHROMIUM, else Debian's /usr/bin/chromium.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM || "/usr/bin/chromium";

/** No sandbox, since test machines run as root; and nothing that talks to the network by itself. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** The devices. A phone lays out by `<meta name="viewport">`; without it the page would be 980 pixels wide. */
const DEVICES = [
  { device: "phone", scripts: true, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
  { device: "desktop", scripts: true, viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false },
  { device: "phone", scripts: false, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
];

/**
 * What a page is like once it is laid out. Runs inside the page.
 *
 * `beyond` lists texts that a reader cannot reach: they stick out of the viewport sideways and no box between them and
 * the page can be scrolled, or they stick out of a drawing, which cuts them off.
 */
function measure() {
  const root = document.documentElement;
  const width = root.clientWidth;
  const slack = 1; // a pixel, since rectangles are fractions
  const beyond = [];
  const say = (text) => text.trim().replace(/\s+/g, " ").slice(0, 60);

  /** Whether a reader can get at what sticks out of `element`, or is not meant to see it at all. */
  const excused = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.overflowX === "auto" || style.overflowX === "scroll") return true;
      // Texts for screen readers are kept in a box of one pixel, or moved away to the left until they get the focus.
      const rectangle = box.getBoundingClientRect();
      if (style.position === "absolute" && (rectangle.width <= 1 || rectangle.right < 0 || rectangle.bottom < 0)) return true;
    }
    return false;
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest("svg, script, style, template")) continue;
    range.selectNodeContents(node);
    for (const rectangle of range.getClientRects()) {
      const out = rectangle.width > 0 && (rectangle.right > width + slack || rectangle.left < -slack);
      if (out && !excused(element)) {
        beyond.push(`${say(node.data)} (${Math.round(rectangle.left)}–${Math.round(rectangle.right)} of ${width})`);
        break;
      }
    }
  }
  for (const drawing of document.querySelectorAll("svg")) {
    if (getComputedStyle(drawing).overflow === "visible") continue;
    const frame = drawing.getBoundingClientRect();
    if (frame.width === 0) continue;
    for (const text of drawing.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      const out =
        box.left < frame.left - slack ||
        box.right > frame.right + slack ||
        box.top < frame.top - slack ||
        box.bottom > frame.bottom + slack;
      if (box.width > 0 && out) beyond.push(`${say(text.textContent)} (sticks out of its drawing)`);
    }
  }
  return {
    lang: root.lang,
    title: document.title,
    headings: document.querySelectorAll("h1").length,
    client_width: width,
    scroll_width: root.scrollWidth,
    beyond,
    text: document.body.innerText,
  };
}

/** Opens the pages one after another in one tab, which is much quicker than a tab a page, and tells what was seen. */
async function tour(browser, device, site, pages) {
  const { viewport, isMobile, hasTouch, scripts } = device;
  const context = await browser.newContext({ viewport, isMobile, hasTouch, javaScriptEnabled: scripts, offline: true });
  const tab = await context.newPage();
  // What the tab tells goes to the page that is open; every page is loaded to the end before the next one.
  let told;
  tab.on("console", (message) => {
    const kind = message.type();
    if (kind === "error" || kind === "warning") told.console_messages.push(`${kind}: ${message.text()}`);
  });
  tab.on("pageerror", (error) => told.page_errors.push(String(error)));
  tab.on("requestfailed", (request) => {
    told.failed_requests.push(`${request.url()}: ${request.failure()?.errorText ?? "failed"}`);
  });
  tab.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) told.outside_requests.push(request.url());
  });
  tab.on("websocket", (socket) => told.outside_requests.push(socket.url()));
  const visits = [];
  for (const page of pages) {
    told = { console_messages: [], page_errors: [], failed_requests: [], outside_requests: [] };
    await tab.goto(pathToFileURL(resolve(site, page)).href, { waitUntil: "load", timeout: 60_000 });
    const seen = await tab.evaluate(measure);
    visits.push({ page, device: device.device, width: viewport.width, scripts, ...seen, ...told });
  }
  await context.close();
  return visits;
}

const [site, list] = process.argv.slice(2);
if (!site || !list) {
  console.error("usage: node browse.mjs SITE PAGES.json");
  process.exit(2);
}
const pages = JSON.parse(await readFile(list, "utf8"));
const browser = await chromium.launch({ executablePath: EXECUTABLE, headless: true, args: FLAGS });
try {
  const visits = (await Promise.all(DEVICES.map((device) => tour(browser, device, site, pages)))).flat();
  process.stdout.write(`${JSON.stringify({ chromium: browser.version(), visits }, null, 1)}\n`);
} finally {
  await browser.close();
}
