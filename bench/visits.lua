-- Visits of many addresses for wrk: `wrk -t1 -c30 -d10s -s visits.lua URL -- FILE RATE`.
-- FILE has one path a line; every visit takes the next. RATE is visits a second, 0 as many as go.
local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long microseconds; } moment;
  int gettimeofday(moment *now, void *zone);
]]
local moment = ffi.new("moment")

local function now()
  ffi.C.gettimeofday(moment, nil)
  return tonumber(moment.seconds) * 1000 + tonumber(moment.microseconds) / 1000
end

local paths, at, rate, due = {}, 0, 0, nil

function init(arguments)
  for line in io.lines(arguments[1]) do
    paths[#paths + 1] = wrk.format("GET", line)
  end
  rate = tonumber(arguments[2] or "0")
end

-- The visits of all connections together are due one after the other.
function delay()
  if rate == 0 then
    return 0
  end
  local moment = now()
  due = math.max((due or moment) + 1000 / rate, moment - 1000)
  return math.floor(math.max(due - moment, 0) + 0.5)
end

function request()
  at = at % #paths + 1
  return paths[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("%.0f\t%.1f\t%.1f\t%d\n",
    summary.requests / summary.duration * 1000000,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
