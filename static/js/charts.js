// Charts that can be explored. A page shows the stored picture; only when a reader
// asks for it does plotly.js load and draw the same figure in the same place.

// Figures name the light value of each colour, as scorecards/theme.py has them.
const TOKENS = {
  "#ffffff": "raised",
  "#f4f5f7": "sunken",
  "#16202e": "ink",
  "#4a5565": "ink-2",
  "#667081": "ink-3",
  "#d9dee6": "line",
  "#1d4f91": "accent",
  "#5b7fae": "series-2",
  "#94a9c6": "series-3",
  "#b9854a": "series-4",
  "#7a6a9d": "series-5",
  "#0b6e4f": "good",
  "#9a5b00": "attention",
  "#9b1c1c": "critical",
  "#eef1f5": "band-1",
  "#e0e5ec": "band-2",
  "#cfd7e1": "band-3",
  "#bcc6d4": "band-4",
  "#a7b3c4": "band-5",
};

const CONFIG = {
  displayModeBar: true,
  displaylogo: false,
  modeBarButtonsToRemove: ["lasso2d", "select2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
  plotlyServerURL: "",
  responsive: true,
  showSendToCloud: false,
};

// plotly.js would add the styles of its maps, which the page's policy forbids. It leaves
// them out where an element has their name.
const MAP_STYLES = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";

const { dataset } = document.querySelector("script[data-plotly-url]");
const PLOTLY_URL = new URL(dataset.plotlyUrl, document.baseURI).href;

const figures = new WeakMap();
let library;

function load(url) {
  library ??= new Promise((resolve, reject) => {
    const standIn = document.createElement("template");
    standIn.id = MAP_STYLES;
    document.head.append(standIn);
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      library = undefined;
      script.remove();
      standIn.remove();
      reject(new Error(`${url} could not be loaded`));
    };
    document.head.append(script);
  });
  return library;
}

function prefetch(url) {
  const known = [...document.head.querySelectorAll("link[rel=prefetch]")];
  if (library || navigator.connection?.saveData || known.some((link) => link.href === url)) return;
  const link = document.createElement("link");
  link.rel = "prefetch";
  link.as = "script";
  link.href = url;
  document.head.append(link);
}

async function fetched(url) {
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

async function figureOf(chart) {
  if (!figures.has(chart)) figures.set(chart, await fetched(chart.dataset.figureUrl));
  return figures.get(chart);
}

// The computed value of each token where the chart stands: light, dark or print.
function coloursAt(element) {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const colours = {};
  for (const token of Object.values(TOKENS)) {
    probe.style.color = `var(--${token})`;
    colours[token] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colours;
}

function coloured(value, colours) {
  if (typeof value === "string") return colours[TOKENS[value]] ?? value;
  if (Array.isArray(value)) return value.map((item) => coloured(item, colours));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, coloured(item, colours)]),
  );
}

function asWritten(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

// The picture left out ticks that had no room at its width; so does the drawing.
function withTicksOf(picture, layout) {
  const shown = new Set();
  for (const text of picture.querySelectorAll(".tick text")) shown.add(text.textContent);
  const thinned = { ...layout };
  for (const [key, axis] of Object.entries(layout)) {
    if (key.startsWith("xaxis") && axis.ticktext) {
      const ticktext = axis.ticktext.map((text) => (shown.has(asWritten(text)) ? text : ""));
      thinned[key] = { ...axis, ticktext };
    }
  }
  return thinned;
}

function visiblePicture(chart) {
  const pictures = [...chart.querySelectorAll(".chart__picture svg")];
  return pictures.find((svg) => svg.getBoundingClientRect().width > 0);
}

function dressed(chart, { data, layout }, height) {
  const colours = coloursAt(chart);
  const font = { ...layout.font, color: colours.ink };
  return {
    data: coloured(data, colours),
    layout: {
      ...coloured(layout, colours),
      autosize: true,
      height,
      hoverlabel: { bgcolor: colours.raised, bordercolor: colours.line, font },
      modebar: {
        activecolor: colours.accent,
        bgcolor: "rgba(0,0,0,0)",
        color: colours["ink-3"],
      },
    },
  };
}

async function explore(chart) {
  const [Plotly, figure] = await Promise.all([load(PLOTLY_URL), figureOf(chart)]);
  const picture = visiblePicture(chart);
  const { width, height } = picture.getBoundingClientRect();
  const fitting = { data: figure.data, layout: withTicksOf(picture, figure.layout) };
  const live = chart.querySelector(".chart__live");
  live.style.height = `${height}px`;
  live.style.maxWidth = `${width}px`;
  chart.classList.add("chart--live");
  const { data, layout } = dressed(chart, fitting, height);
  await Plotly.newPlot(live, data, layout, CONFIG);
  live.figure = fitting;
}

function leave(chart) {
  const live = chart.querySelector(".chart__live");
  window.Plotly.purge(live);
  live.replaceChildren();
  chart.classList.remove("chart--live");
}

async function toggle(chart) {
  const status = chart.querySelector(".chart__status");
  if (chart.ariaBusy === "true") return;
  if (chart.classList.contains("chart--live")) {
    leave(chart);
    return;
  }
  chart.ariaBusy = "true";
  status.textContent = status.dataset.loading;
  try {
    await explore(chart);
    status.textContent = "";
  } catch (error) {
    console.error(error);
    chart.classList.remove("chart--live");
    status.textContent = status.dataset.failed;
  } finally {
    chart.ariaBusy = null;
  }
}

function chartOf(event) {
  const button = event.target.closest?.(".chart__explore");
  return button?.closest("[data-chart]");
}

document.addEventListener("click", (event) => {
  const chart = chartOf(event);
  if (chart) toggle(chart);
});

document.addEventListener("pointerover", (event) => {
  const chart = chartOf(event);
  if (chart) prefetch(PLOTLY_URL);
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const live of document.querySelectorAll(".chart--live .chart__live")) {
    const chart = live.closest("[data-chart]");
    const { data, layout } = dressed(chart, live.figure, live.clientHeight);
    window.Plotly.react(live, data, layout, CONFIG);
  }
});
