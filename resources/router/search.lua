-- The cheapest way for one edge over a grid, by A* over states: `vertex * 2` is a vertex passed
-- horizontally, `vertex * 2 + 1` vertically. Written in what LuaJIT and Lua 5.4 both understand and
-- count alike, so that a picture is the same wherever it is made.

local FINE = 4 -- piles for each step
local LARGE = 500000 -- vertices

local floor, min, max, huge = math.floor, math.min, math.max, math.huge

-- An array from 0 to count - 1, of numbers of a type of C where there is one.
local compiled, ffi = pcall(require, "ffi")

local function filled(type, count, value)
    local made = compiled and ffi.new(type .. "[?]", count) or {}
    for at = 0, count - 1 do made[at] = value end
    return made
end

-- What one search notes of each state, lent to all grids in turn: what it costs to come there at best, from
-- which state, and in which search that was.
local states, searches = 0, 0
local best, came, seen

local function make_room(count)
    if count > states then
        best, came, seen = filled("double", count, huge), filled("int32_t", count, -1), filled("int32_t", count, 0)
        states = count
    end
end

local Grid = {}
Grid.__index = Grid

-- `cost` is what stepping into each state costs; `busy` how many routes are at a vertex, where none
-- may bend; `zone` the innermost cluster there, 0 outside all.
local function grid(columns, rows, taken, bend)
    local size = columns * rows
    if size > LARGE then collectgarbage() end -- of grids that are done with
    make_room(2 * size)
    return setmetatable({
        columns = columns, rows = rows, taken = taken, bend = bend, zones = 0,
        cost = filled("double", 2 * size, 1.0), busy = filled("int16_t", size, 0), zone = filled("int32_t", size, 0),
    }, Grid)
end

local function copy(from, to, count)
    for at = 0, count - 1 do to[at] = from[at] end
end

-- What `restore` makes all again as it is now with.
function Grid:noted()
    local size = self.columns * self.rows
    local cost, busy = filled("double", 2 * size, 0.0), filled("int16_t", size, 0)
    copy(self.cost, cost, 2 * size)
    copy(self.busy, busy, size)
    return { cost = cost, busy = busy }
end

function Grid:restore(noted)
    local size = self.columns * self.rows
    copy(noted.cost, self.cost, 2 * size)
    copy(noted.busy, self.busy, size)
end

function Grid:price(state)
    return self.cost[state]
end

-- Vertices from `first` to `last` in rows from `top` to `bottom`: steps in both orientations cost that.
function Grid:set(first, last, top, bottom, price)
    local cost, columns = self.cost, self.columns
    for row = top, bottom do
        for state = 2 * (row * columns + first), 2 * (row * columns + last) + 1 do
            cost[state] = price
        end
    end
end

-- The same vertices: steps in one orientation (0 horizontal, 1 vertical) cost that much more.
function Grid:charge(first, last, top, bottom, orientation, price)
    local cost, columns = self.cost, self.columns
    for row = top, bottom do
        for vertex = row * columns + first, row * columns + last do
            local state = 2 * vertex + orientation
            cost[state] = cost[state] + price
        end
    end
end

-- Each six of the charges are what `charge` takes; the price counts so many times.
function Grid:charge_all(charges, times)
    for at = 1, #charges, 6 do
        self:charge(
            charges[at], charges[at + 1], charges[at + 2], charges[at + 3], charges[at + 4], charges[at + 5] * times
        )
    end
end

-- The same vertices are in that zone.
function Grid:enclose(first, last, top, bottom, number)
    local zone, columns = self.zone, self.columns
    self.zones = max(self.zones, number)
    for row = top, bottom do
        for vertex = row * columns + first, row * columns + last do zone[vertex] = number end
    end
end

-- Steps along `vertices` cost more in each of the orientations that `claims` say (1 horizontal, 2
-- vertical, 3 both), and where only one is claimed, `across` more in the other.
function Grid:claim(vertices, claims, price, across, routes)
    local cost, busy = self.cost, self.busy
    for at = 1, #vertices do
        local vertex, claim = vertices[at], claims[at]
        local flat = 2 * vertex
        local steep = flat + 1
        if claim == 1 then
            cost[flat] = cost[flat] + price
            cost[steep] = cost[steep] + across
        elseif claim == 2 then
            cost[flat] = cost[flat] + across
            cost[steep] = cost[steep] + price
        else
            cost[flat] = cost[flat] + price
            cost[steep] = cost[steep] + price
        end
        busy[vertex] = busy[vertex] + routes
    end
end

-- States that wait, in piles by what they cost with at least the rest of the way. A pile is in no
-- order, but what is reached more cheaply later is looked at again. `pile` has the topmost entry of each,
-- `below` what lies beneath an entry; 0 is none.
local pile, waiting, spending, below = {}, {}, {}, {}

-- Steps from each of `count` lines to the nearest between `low` and `high`, and with `bend` where
-- there is any. What they are noted in is lent to all searches in turn.
local aside, aside_bent, down, down_bent = {}, {}, {}, {}

local function measure(plain, bent, count, low, high, bend)
    for at = 0, count - 1 do
        local far = max(low - at, at - high, 0)
        plain[at], bent[at] = far, far > 0 and far + bend or 0
    end
end

-- The cheapest way from one of the `starts` (states, with what each costs) to one of the `goals`
-- that costs less than `most`, looking at no more than `enough` states. A step in one of the zones `outer`
-- costs `outside` more, in others that are not among `zones` `foreign` more. Gives how many states were looked at, what the way costs, and
-- its states from the goal back; nil for both where there is none.
function Grid:way(starts, starting, goals, ending, zones, foreign, outer, outside, most, enough)
    local cost, busy, zone, columns = self.cost, self.busy, self.zone, self.columns
    local best, came, seen = best, came, seen
    local taken, bend = self.taken, self.bend
    searches = searches + 1
    local search = searches
    local strange = filled("double", self.zones + 1, foreign)
    for at = 1, #zones do strange[zones[at]] = 0.0 end
    for at = 1, #outer do strange[outer[at]] = outside end

    local left, right, top, bottom = columns, -1, self.rows, -1
    local last = {}
    for at = 1, #goals do
        local vertex = floor(goals[at] / 2)
        local row = floor(vertex / columns)
        local column = vertex - row * columns
        left, right = min(left, column), max(right, column)
        top, bottom = min(top, row), max(bottom, row)
        last[goals[at]] = ending[at]
    end
    measure(aside, aside_bent, columns, left, right, bend)
    measure(down, down_bent, self.rows, top, bottom, bend)
    local aside, aside_bent, down, down_bent = aside, aside_bent, down, down_bent

    local least, count, first, highest = huge, 0, 0, -1
    for at = 1, #starting do least = min(least, starting[at] + cost[starts[at]]) end

    -- `spent` is what it costs to come to a state, `rest` at least what it costs from there.
    local function reach(from, to, spent, rest)
        if spent >= taken or (seen[to] == search and spent >= best[to]) then return end
        best[to], came[to], seen[to] = spent, from, search
        local at = floor((spent + rest - least) * FINE)
        while highest < at do
            highest = highest + 1
            pile[highest] = 0
        end
        if at < first then first = at end
        count = count + 1
        waiting[count], spending[count], below[count] = to, spent, pile[at]
        pile[at] = count
    end

    for at = 1, #starts do reach(-1, starts[at], starting[at] + cost[starts[at]], 0) end
    local goal, total, looked = -1, most, 0
    while first <= highest and first / FINE + least < total and looked <= enough do
        local entry = pile[first]
        if entry == 0 then
            first = first + 1
        else
            pile[first] = below[entry]
            local key, spent = waiting[entry], spending[entry]
            if spent <= best[key] then
                looked = looked + 1
                if last[key] and spent + last[key] < total then goal, total = key, spent + last[key] end
                local vertex = floor(key / 2)
                local row = floor(vertex / columns)
                local column = vertex - row * columns
                local turns = busy[vertex] == 0
                if key % 2 == 1 then
                    local one, two, turned, rest = key - 2 * columns, key + 2 * columns, key - 1, aside_bent[column]
                    reach(key, one, spent + cost[one] + strange[zone[vertex - columns]], rest + down[row - 1])
                    reach(key, two, spent + cost[two] + strange[zone[vertex + columns]], rest + down[row + 1])
                    if turns and cost[turned] < taken then
                        reach(key, turned, spent + bend, aside[column] + down_bent[row])
                    end
                else
                    local one, two, turned, rest = key - 2, key + 2, key + 1, down_bent[row]
                    reach(key, one, spent + cost[one] + strange[zone[vertex - 1]], rest + aside[column - 1])
                    reach(key, two, spent + cost[two] + strange[zone[vertex + 1]], rest + aside[column + 1])
                    if turns and cost[turned] < taken then
                        reach(key, turned, spent + bend, aside_bent[column] + down[row])
                    end
                end
            end
        end
    end
    if goal < 0 then return looked, nil, nil end
    local path, at = {}, goal
    while at >= 0 do
        path[#path + 1] = at
        at = came[at]
    end
    return looked, total, path
end

return { grid = grid }
