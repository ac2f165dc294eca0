// Which paragraph of the speech is selected, cut at the wording that it shares.

const FRAMES = 600 // about ten seconds, in which the speech must have been drawn
let latest

export default function (component) {
  const { data } = component
  const wanted = `.reading-frame[data-speech="${CSS.escape(data.speech)}"]`
  latest = data
  const show = left => {
    if (latest !== data) return
    const frame = document.querySelector(wanted)
    if (frame && frame.choose) frame.choose(data.selected, data.segments, data.below)
    else if (left) requestAnimationFrame(() => show(left - 1))
  }
  show(FRAMES)
}
